import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newCase, withChecklist } from '../../../server/domain/agency/agency-case.ts';
import { agencyTable } from '../../../server/domain/agency/agency-states.ts';
import { decideAgency } from '../../../server/domain/agency/decide-agency.ts';
import { evolveAgency } from '../../../server/domain/agency/evolve-agency.ts';
import { AgencyPlay, anyCommand, checklist, fileOf, visit } from './agency-play.ts';

const codeOf = (outcome: { readonly ok: boolean; readonly code?: string }): string => outcome.code ?? 'ok';

describe('online agency', () => {
  it('goes from collecting over review to collection, and the other way by post', () => {
    const play = new AgencyPlay().uploadAll().do({ type: 'submit' }, { type: 'accept' });
    assert.deepEqual(
      [play.agency.state, play.stateOf('A'), play.stateOf('B')],
      ['accepted', 'accepted', 'accepted'],
    );
    play.do({ type: 'receive_item', item: 'CARD' }, { type: 'ready', note: null }, { type: 'close' });
    assert.equal(play.agency.state, 'closed');
    const sent = new AgencyPlay(['A'], []).uploadAll().do({ type: 'submit' }, { type: 'accept' });
    sent.do({ type: 'send', note: 'SF 1234' }, { type: 'close' });
    assert.deepEqual([sent.agency.state, sent.agency.note], ['closed', 'SF 1234']);
  });

  it('a returned document makes the case the enterprise’s again until it is mended and submitted', () => {
    const play = new AgencyPlay().uploadAll().do({ type: 'submit' });
    play.do(
      { type: 'return_document', item: 'A', reason: ' 缺公章 ' },
      { type: 'accept_document', item: 'B' },
    );
    assert.deepEqual(
      [play.agency.state, play.stateOf('A'), play.stateOf('B')],
      ['returned', 'returned', 'accepted'],
    );
    assert.equal(play.agency.documents[0]?.reason, '缺公章');
    assert.equal(codeOf(play.ask({ type: 'submit' })), 'agency_wrong_state');
    play.do({ type: 'upload', item: 'A', file: fileOf('mended') });
    assert.equal(play.agency.state, 'collecting');
    assert.equal(play.agency.documents[0]?.reason, null);
    assert.equal(codeOf(play.ask({ type: 'upload', item: 'B', file: fileOf('x') })), 'agency_wrong_state');
    play.do({ type: 'submit' }, { type: 'accept_document', item: 'A' }, { type: 'accept' });
    assert.equal(play.agency.state, 'accepted');
  });

  it('nothing is submitted that is not complete, and things to bring do not hinder it', () => {
    const play = new AgencyPlay();
    assert.deepEqual(play.ask({ type: 'submit' }), {
      ok: false,
      code: 'documents_missing',
      details: { count: 2 },
    });
    assert.equal(codeOf(play.uploadAll().ask({ type: 'submit' })), 'ok');
    assert.equal(play.stateOf('CARD'), 'missing');
  });

  it('nothing is handed over before the things that are needed have arrived', () => {
    const play = new AgencyPlay().uploadAll().do({ type: 'submit' }, { type: 'accept' });
    for (const type of ['ready', 'send'] as const)
      assert.equal(codeOf(play.ask({ type, note: 'x' })), 'items_awaited');
    assert.equal(codeOf(play.ask({ type: 'upload', item: 'CARD', file: fileOf('x') })), 'unknown_document');
    assert.equal(codeOf(play.ask({ type: 'receive_item', item: 'A' })), 'unknown_document');
  });

  it('while the branch looks, the enterprise changes nothing', () => {
    const play = new AgencyPlay().uploadAll().do({ type: 'submit' });
    for (const command of [
      { type: 'upload', item: 'A', file: fileOf('other') },
      { type: 'remove', item: 'A' },
    ] as const)
      assert.equal(codeOf(play.ask(command)), 'agency_wrong_state');
  });

  it('a return needs a reason, and a parcel its number', () => {
    const play = new AgencyPlay(['A'], []).uploadAll().do({ type: 'submit' });
    assert.equal(codeOf(play.ask({ type: 'return_document', item: 'A', reason: '  ' })), 'reason_required');
    assert.equal(
      codeOf(play.ask({ type: 'return_document', item: 'A', reason: 'x'.repeat(301) })),
      'invalid_input',
    );
    play.do({ type: 'accept' });
    assert.equal(codeOf(play.ask({ type: 'send', note: null })), 'invalid_input');
  });

  it('whoever decides on an old page is told so, unless it is so already', () => {
    const play = new AgencyPlay().uploadAll().do({ type: 'submit' });
    const { revision } = play.agency;
    play.do({ type: 'accept_document', item: 'A' });
    const decide = (item: string) =>
      codeOf(decideAgency(play.agency, visit, { type: 'accept_document', item, revision }, 0));
    assert.equal(decide('B'), 'stale_form');
    assert.equal(decide('A'), 'ok');
  });

  it('without the choice of online agency, or after the visit is off, nothing happens', () => {
    const { agency } = new AgencyPlay();
    const submit = { type: 'submit' } as const;
    const close = { type: 'close', revision: 0 } as const;
    const self = { state: 'confirmed', handling: 'self_service' } as const;
    assert.equal(codeOf(decideAgency(agency, self, submit, 0)), 'agency_not_chosen');
    for (const state of ['cancelled', 'missed', 'not_held', 'excused'] as const)
      for (const command of [submit, close])
        assert.equal(codeOf(decideAgency(agency, { ...visit, state }, command, 0)), 'not_active');
    assert.equal(codeOf(decideAgency(agency, { ...visit, state: 'completed' }, submit, 0)), 'not_active');
  });

  it('what is asked for follows the catalogue until it is submitted, and what was uploaded is never lost', () => {
    const play = new AgencyPlay(['A'], []).uploadAll();
    const more = withChecklist(play.agency, checklist(['B']));
    assert.deepEqual(
      more.documents.map(({ item, state }) => [item, state]),
      [
        ['B', 'missing'],
        ['A', 'uploaded'],
      ],
    );
    play.do({ type: 'submit' });
    assert.deepEqual(withChecklist(play.agency, checklist(['B'])), play.agency);
  });
});

describe('the table of online agency', () => {
  it('whatever is asked in whatever order, every state follows from the table and from the facts alone', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 60 }), (commands) => {
        const play = new AgencyPlay();
        const start = play.agency;
        for (const command of commands) {
          const before = play.agency;
          const count = play.facts.length;
          const outcome = play.ask(command);
          assert.equal(play.agency.revision, before.revision + play.facts.length - count);
          if (!outcome.ok) assert.equal(play.agency, before);
          holds(play);
        }
        assert.deepEqual(play.facts.reduce(evolveAgency, start), play.agency);
      }),
      { numRuns: 300 },
    );
  });

  it('asking twice is the same as asking once', () => {
    fc.assert(
      fc.property(fc.array(anyCommand, { maxLength: 40 }), (commands) => {
        const play = new AgencyPlay();
        for (const command of commands) {
          if (!play.ask(command).ok) continue;
          const once = play.agency;
          const again = play.ask(command);
          assert.ok(again.ok, command.type);
          assert.equal(play.agency, once);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('every state can be reached and, but for the closed one, left', () => {
    const reached = new Set(['collecting']);
    for (const steps of Object.values(agencyTable.case))
      for (const to of Object.values(steps)) reached.add(to);
    assert.deepEqual([...reached].sort(), Object.keys(agencyTable.case).sort());
    for (const [state, steps] of Object.entries(agencyTable.case))
      assert.equal(
        Object.values(steps).some((to) => to !== state),
        state !== 'closed',
        state,
      );
  });

  it('a step that is not in the table is a bug', () => {
    assert.throws(() => evolveAgency(newCase('b', 'HZ', 0), { type: 'closed', at: 1 }), /cannot be closed/);
  });
});

/** What must be so in every state. */
function holds({ agency }: AgencyPlay): void {
  for (const { physical, state, file, reason } of agency.documents) {
    assert.equal(file === null, physical || state === 'missing');
    assert.equal(reason !== null, state === 'returned');
  }
  if (agency.state === 'submitted' || agency.state === 'accepted')
    assert.ok(
      agency.documents.every(
        ({ physical, state }) => physical || state === 'uploaded' || state === 'accepted',
      ),
    );
  if (agency.state === 'accepted')
    assert.ok(agency.documents.every(({ physical, state }) => physical || state === 'accepted'));
  if (agency.state === 'ready' || agency.state === 'sent' || agency.state === 'closed')
    assert.ok(agency.documents.every(({ state }) => state === 'accepted'));
  if (agency.state !== 'collecting') assert.notEqual(agency.submittedAt, null);
}
