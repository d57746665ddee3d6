import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import { buildCatalogue } from '../../../server/domain/catalogue/build-catalogue.ts';
import { type Checklist, checklistFor } from '../../../server/domain/catalogue/checklist.ts';
import { stricterForm } from '../../../server/domain/catalogue/checklist-item.ts';
import { questionsFor } from '../../../server/domain/catalogue/questions-for.ts';

// every per-site addition switched on, so that the laws are tried on them too
const catalogue = buildCatalogue(
  {
    ...seedCatalogue,
    serviceMaterials: seedCatalogue.serviceMaterials.map((one) => ({ ...one, active: true })),
  },
  1,
);
const codes = [...catalogue.services.keys()];

const visit = fc.uniqueArray(
  fc.record({ code: fc.constantFrom(...codes), quantity: fc.integer({ min: 1, max: 9 }) }),
  { selector: ({ code }) => code, minLength: 1 },
);
const site = fc.constantFrom(null, 'BJ-TSY', 'HZ', 'BJ-CCB');
const answers = fc
  .tuple(
    ...catalogue.questions.map(({ code, answers: possible }) =>
      fc.tuple(fc.constant(code), fc.constantFrom('', 'nonsense', ...possible.map((one) => one.code))),
    ),
  )
  .map((pairs) => Object.fromEntries(pairs));

const itemsOf = (list: Checklist) => list.groups.flatMap(({ items }) => items);
const one = (code: string, quantity = 1) => ({ code, quantity });
const itemOf = (list: Checklist, key: string) => itemsOf(list).find((item) => item.key === key);

describe('the checklist of a visit', () => {
  it('is the same in whatever order the services were chosen', () => {
    fc.assert(
      fc.property(visit, site, answers, (services, where, given) => {
        assert.deepEqual(
          checklistFor(catalogue, where, services.toReversed(), given),
          checklistFor(catalogue, where, services, given),
        );
      }),
    );
  });

  it('is the same when a quantity is split over two lines', () => {
    fc.assert(
      fc.property(visit, site, answers, (services, where, given) => {
        const split = services.flatMap(({ code, quantity }) =>
          quantity > 1 ? [one(code, quantity - 1), one(code)] : [one(code)],
        );
        assert.deepEqual(
          checklistFor(catalogue, where, split, given),
          checklistFor(catalogue, where, services, given),
        );
      }),
    );
  });

  it('names no material twice, and each service for which it is needed once', () => {
    fc.assert(
      fc.property(visit, site, answers, (services, where, given) => {
        const items = itemsOf(checklistFor(catalogue, where, services, given));
        assert.equal(new Set(items.map(({ material }) => material)).size, items.length);
        for (const item of items) {
          assert.equal(new Set(item.services).size, item.services.length);
          assert.ok(item.quantity >= 1);
        }
      }),
    );
  });

  it('never misses what a service requires, in a form that satisfies it, unless an answer dropped it', () => {
    fc.assert(
      fc.property(visit, site, answers, (services, where, given) => {
        const list = checklistFor(catalogue, where, services, given);
        for (const line of catalogue.serviceMaterials) {
          const chosen = services.find(({ code }) => code === line.service);
          if (chosen === undefined || (line.site !== null && line.site !== where)) continue;
          if (line.material === 'DAMAGED_CARD' && given['REPLACE_REASON'] === 'LOST') continue;
          const item = itemOf(list, line.material);
          assert.ok(item, `${line.service} ${line.material}`);
          assert.ok(item.services.includes(line.service), `${line.service} ${line.material}`);
          assert.equal(stricterForm(item.form, line.form), item.form);
          assert.ok((item.sealed || !line.sealed) && (item.bring || !line.bring));
          const perCard = catalogue.materials.get(line.material)?.perCard === true;
          assert.ok(item.quantity >= (perCard ? chosen.quantity : 1));
        }
      }),
    );
  });

  it('holds nothing that none of its services requires at this site', () => {
    fc.assert(
      fc.property(visit, site, answers, (services, where, given) => {
        for (const item of itemsOf(checklistFor(catalogue, where, services, given))) {
          for (const service of item.services) {
            assert.ok(
              catalogue.serviceMaterials.some(
                (line) =>
                  line.service === service &&
                  line.material === item.material &&
                  (line.site === null || line.site === where),
              ),
            );
          }
        }
      }),
    );
  });

  it('grows and never shrinks when a service is added', () => {
    fc.assert(
      fc.property(visit, site, fc.constantFrom(...codes), (services, where, more) => {
        const small = checklistFor(catalogue, where, services, {});
        const large = checklistFor(catalogue, where, [...services, one(more)], {});
        for (const item of itemsOf(small)) {
          assert.ok((itemOf(large, item.key)?.quantity ?? 0) >= item.quantity, item.key);
        }
      }),
    );
  });

  it('counts the cards to bring, but one licence and one legal-person card serve the whole visit', () => {
    const list = checklistFor(
      catalogue,
      null,
      [one('RENEW', 3), one('ADD_OPERATOR', 2), one('ADD_DECLARANT')],
      {},
    );
    assert.equal(itemOf(list, 'CARD_TO_RENEW')?.quantity, 3);
    assert.equal(itemOf(list, 'NEW_OPERATOR_ID')?.quantity, 2);
    assert.equal(itemOf(list, 'LEGAL_PERSON_CARD')?.quantity, 1);
    assert.deepEqual(itemOf(list, 'BUSINESS_LICENCE')?.services, ['RENEW', 'ADD_OPERATOR', 'ADD_DECLARANT']);
    assert.equal(itemOf(list, 'BUSINESS_LICENCE')?.quantity, 1);
  });

  it('is grouped by who provides what', () => {
    const list = checklistFor(catalogue, 'BJ-TSY', [one('NEW')], {});
    assert.deepEqual(
      list.groups.map(({ providedBy, items }) => [providedBy, items.map(({ key }) => key)]),
      [
        ['enterprise', ['BUSINESS_LICENCE', 'CUSTOMS_RECEIPT', 'AUTHORISATION_LETTER']],
        ['legal_person', ['LEGAL_PERSON_ID']],
        ['operator', ['OPERATOR_ID']],
        ['handling_person', ['HANDLING_PERSON_ID']],
      ],
    );
  });

  it('asks for no card that is lost, and leaves the other services what they need', () => {
    const services = [one('REPLACE'), one('UNLOCK')];
    const lost = checklistFor(catalogue, null, services, { REPLACE_REASON: 'LOST' });
    assert.deepEqual(
      itemsOf(lost).map(({ key }) => key),
      ['BUSINESS_LICENCE', 'LOCKED_CARD'],
    );
    const damaged = checklistFor(catalogue, null, services, { REPLACE_REASON: 'DAMAGED' });
    assert.ok(itemOf(damaged, 'DAMAGED_CARD'));
  });

  it('prefers the stricter form, and an original satisfies every other', () => {
    const forms = fc.constantFrom('original', 'copy', 'original_or_copy', 'any');
    fc.assert(
      fc.property(forms, forms, forms, (a, b, c) => {
        assert.equal(stricterForm(a, b), stricterForm(b, a));
        assert.equal(stricterForm(a, stricterForm(b, c)), stricterForm(stricterForm(a, b), c));
        assert.equal(stricterForm(a, a), a);
        assert.equal(stricterForm(a, 'any'), a);
      }),
    );
    assert.equal(stricterForm('copy', 'original'), 'original');
    assert.equal(stricterForm('copy', 'original_or_copy'), 'copy');
  });
});

describe('the questions of a visit', () => {
  it('stop what is not yet possible, and only advise where a visit still makes sense', () => {
    const declarant = checklistFor(catalogue, null, [one('ADD_DECLARANT')], { ADD_DECLARANT_NUMBER: 'NO' });
    assert.deepEqual(
      declarant.stops.map(({ question }) => question),
      ['ADD_DECLARANT_NUMBER'],
    );
    const fresh = checklistFor(catalogue, null, [one('NEW')], { NEW_SINGLE_WINDOW: 'NO' });
    assert.deepEqual(fresh.stops, []);
    assert.deepEqual(
      fresh.advice.map(({ link }) => link?.code),
      ['SINGLE_WINDOW'],
    );
    const valid = checklistFor(catalogue, null, [one('RENEW')], { RENEW_STATE: 'VALID' });
    assert.deepEqual([valid.stops.length, valid.advice.map(({ needs }) => needs)], [0, [[]]]);
    const locked = checklistFor(catalogue, null, [one('RENEW')], { RENEW_STATE: 'LOCKED' });
    assert.deepEqual(
      locked.advice.map(({ needs }) => needs),
      [['UNLOCK']],
    );
  });

  it('are asked once where two services ask the same, and one answer counts for both', () => {
    const services = [one('ADD_OPERATOR'), one('ADD_DECLARANT')];
    assert.deepEqual(
      questionsFor(catalogue, services).map(({ code }) => code),
      ['ADD_OPERATOR_LEGAL_CARD', 'ADD_DECLARANT_NUMBER'],
    );
    const list = checklistFor(catalogue, null, services, {
      ADD_OPERATOR_LEGAL_CARD: 'NO',
      ADD_DECLARANT_NUMBER: 'YES',
    });
    assert.deepEqual([list.stops.length, list.unanswered.length], [1, 0]);
  });

  it('stay unanswered until one of their own answers is given', () => {
    fc.assert(
      fc.property(visit, answers, (services, given) => {
        const open = checklistFor(catalogue, null, services, given).unanswered;
        for (const question of open) {
          assert.ok(!question.answers.some(({ code }) => code === given[question.code]), question.code);
        }
        const settled = Object.fromEntries(
          questionsFor(catalogue, services).map(({ code, answers: [first] }) => [code, first?.code ?? '']),
        );
        assert.deepEqual(checklistFor(catalogue, null, services, settled).unanswered, []);
      }),
    );
  });

  it('are not answered by names that every object has', () => {
    const list = checklistFor(catalogue, null, [one('RENEW')], { toString: 'VALID' });
    assert.equal(list.unanswered.length, 1);
  });
});
