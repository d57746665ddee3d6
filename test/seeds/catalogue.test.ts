import assert from 'node:assert/strict';
import { seedCatalogue } from '../../seeds/catalogue.ts';
import { locales, type Words } from '../../server/domain/catalogue/words.ts';

const { cities, sites, services, materials, serviceMaterials, questions, links, notices } = seedCatalogue;

function wordsIn(value: unknown, path = ''): readonly (readonly [string, Words])[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('zh-CN' in value || 'en' in value) return [[path, value as Words]];
  return Object.entries(value).flatMap(([key, inner]) => wordsIn(inner, `${path}/${key}`));
}

const texts = wordsIn(seedCatalogue);
const codes = (list: readonly { readonly code: string }[]) => new Set(list.map(({ code }) => code));

describe('the seeded catalogue', () => {
  it('has every text in both languages, each in its own script', () => {
    assert.ok(texts.length > 60);
    for (const [path, words] of texts) {
      for (const locale of locales) assert.ok(words[locale].trim() === words[locale] && words[locale], path);
      assert.match(words['zh-CN'], /\p{Script=Han}/u, path);
      assert.doesNotMatch(words.en, /\p{Script=Han}|[，。；：？（）]/u, path);
    }
  });

  it('punctuates Chinese as Chinese', () => {
    for (const [path, words] of texts) assert.doesNotMatch(words['zh-CN'], /[,;:?!()"']/, path);
  });

  it('has no code twice', () => {
    for (const list of [cities, sites, services, materials, questions, links]) {
      assert.equal(codes(list).size, list.length);
    }
    const counters = sites.flatMap((site) => site.counters);
    assert.equal(codes(counters).size, counters.length);
    assert.equal(new Set(notices.map(({ id }) => id)).size, notices.length);
  });

  it('refers only to what exists', () => {
    for (const site of sites) {
      assert.ok(codes(cities).has(site.city), site.code);
      const queues = new Set(site.queues.map(({ id }) => id));
      for (const one of site.services) {
        assert.ok(codes(services).has(one.service) && queues.has(one.queue), one.service);
      }
    }
    for (const one of serviceMaterials) {
      assert.ok(codes(services).has(one.service) && codes(materials).has(one.material), one.material);
      assert.ok(one.site === null || codes(sites).has(one.site), `${one.site}`);
    }
    assert.deepEqual(codes(materials), new Set(serviceMaterials.map(({ material }) => material)));
    for (const { site } of notices) assert.ok(codes(sites).has(site), site);
  });

  it('asks questions whose effects hit materials of their own service and known links', () => {
    for (const question of questions) {
      assert.ok(codes(services).has(question.service), question.code);
      assert.ok(question.answers.length >= 2 && codes(question.answers).size === question.answers.length);
      const own = serviceMaterials.filter((one) => one.service === question.service);
      for (const { effect } of question.answers) {
        for (const dropped of effect.drop ?? []) {
          assert.ok(
            own.some(({ material }) => material === dropped),
            dropped,
          );
        }
        if (effect.link !== undefined) assert.ok(codes(links).has(effect.link), effect.link);
      }
    }
  });

  it('offers a new enterprise both the online way and a visit, with or without an account', () => {
    const question = questions.find(({ service }) => service === 'NEW');
    assert.deepEqual(
      question?.answers.map(({ code, effect }) => [code, effect.link, effect.stop, typeof effect.advise]),
      [
        ['YES', 'IDENTITY_AUTH', undefined, 'object'],
        ['NO', 'SINGLE_WINDOW', undefined, 'object'],
      ],
    );
    assert.equal(services.find(({ code }) => code === 'NEW')?.online, true);
    assert.ok(services.every(({ code, online }) => code === 'NEW' || !online));
  });

  it('never asks for a PIN, only whether it is known', () => {
    const legalCard = questions.filter(({ text }) => text['zh-CN'].includes('密码'));
    assert.deepEqual(
      legalCard.map(({ service }) => service),
      ['ADD_OPERATOR', 'ADD_DECLARANT'],
    );
    for (const { help } of legalCard) assert.match(help?.['zh-CN'] ?? '', /请勿在此填写密码/);
  });

  it('takes the stated minutes for each service, unconfirmed', () => {
    assert.deepEqual(
      services.filter(({ active }) => active).map(({ code, minutes }) => [code, minutes]),
      [
        ['NEW', 30],
        ['RENEW', 10],
        ['ADD_OPERATOR', 15],
        ['ADD_DECLARANT', 15],
        ['REPLACE', 15],
        ['UNLOCK', 5],
      ],
    );
    assert.ok(services.every(({ verified, unverified }) => !verified || unverified?.includes('minutes')));
  });

  it('ships what is not confirmed marked so', () => {
    const off = services.filter(({ active }) => !active);
    assert.deepEqual(
      off.map(({ code, verified }) => [code, verified]),
      [
        ['CHANGE', false],
        ['CANCEL', false],
        ['PICKUP', false],
      ],
    );
    assert.deepEqual(
      questions.filter(({ verified }) => verified).map(({ code }) => code),
      ['NEW_SINGLE_WINDOW', 'ADD_DECLARANT_NUMBER'],
    );
    assert.ok(links.every(({ verified }) => verified === false));
  });
});
