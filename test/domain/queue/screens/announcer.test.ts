import assert from 'node:assert/strict';
import fc from 'fast-check';
import { defaultHallPolicy } from '../../../../server/domain/queue/hall/hall-policy.ts';
import type { Sentence } from '../../../../server/domain/queue/screens/announcement.ts';
import { hasteOf } from '../../../../server/domain/queue/screens/announcer.ts';
import { chime } from '../../../../server/domain/queue/screens/fragments.ts';
import { type Arrival, type Heard, hear } from './heard-calls.ts';

const { speech } = defaultHallPolicy;
const choices = fc.constantFrom('alternate' as const, 'zh-CN' as const, 'both' as const);

function languagesOf(heard: readonly Heard[], key: string): readonly string[] {
  return heard.flatMap(({ call, sentence }) =>
    call === key && sentence.language !== null ? [sentence.language] : [],
  );
}

/** What was said of one call without anything of another between it. */
function turnsOf(heard: readonly Heard[]) {
  const turns: { call: string; from: number; to: number; others: boolean; sentences: Sentence[] }[] = [];
  for (const { call, sentence, from, to, others } of heard) {
    const last = turns.at(-1);
    if (last?.call === call && sentence.language !== null) {
      last.to = to;
      last.sentences.push(sentence);
    } else turns.push({ call, from, to, others, sentences: [sentence] });
  }
  return turns;
}

const bursts = fc
  .array(
    fc.record({
      at: fc.double({ min: 0, max: 40, noNaN: true }),
      stays: fc.double({ min: 0.5, max: 400, noNaN: true }),
      label: fc.integer({ min: 1, max: 29 }),
      language: fc.constantFrom(undefined, 'zh-CN' as const, 'en' as const),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((calls) =>
    calls.map(({ at, stays, label, language }, index): Arrival => {
      const number = `${'ABW'[index % 3]}${String(index * 55).padStart(3, '0')}`;
      const call = { key: number, number, label: String(label), times: 1, at, until: at + stays };
      return language === undefined ? call : { ...call, language };
    }),
  );

describe('whoever says the calls', () => {
  it('says one after another, whole sentences, each call to the visitor who is still awaited', async () => {
    await fc.assert(
      fc.asyncProperty(bursts, async (arrivals) => {
        const heard = await hear(arrivals);
        for (const [index, { to }] of heard.entries()) {
          const next = heard[index + 1];
          if (next !== undefined) assert.ok(next.from >= to - 1e-9, 'over each other');
        }
        for (const { call, from } of heard) {
          const arrival = arrivals.find(({ key }) => key === call);
          assert.ok(arrival !== undefined && from < arrival.until, `${call} has come already`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('calls everybody who stays in their own language, where that is known', async () => {
    await fc.assert(
      fc.asyncProperty(bursts, choices, async (arrivals, unknown) => {
        const patient = arrivals.map((arrival) => ({ ...arrival, until: Number.POSITIVE_INFINITY }));
        const heard = await hear(patient, { ...speech, unknown });
        for (const { key, language } of patient) {
          const [first] = languagesOf(heard, key);
          assert.ok(first !== undefined, `${key} is not called`);
          if (language !== undefined) assert.equal(first, language);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('calls those whose language is not known in turns, in Chinese, or in both, as the site wants', async () => {
    const unknownBursts = bursts.map((calls) =>
      calls.map(({ key, number, label, times, at }) => ({ key, number, label, times, at, until: 1e9 })),
    );
    await fc.assert(
      fc.asyncProperty(unknownBursts, choices, async (arrivals, unknown) => {
        const heard = await hear(arrivals, { ...speech, unknown });
        const order = [...new Set(heard.map(({ call }) => call))];
        const firsts = order.map((key) => languagesOf(heard, key)[0]);
        if (unknown === 'alternate') {
          for (const [turn, first] of firsts.entries()) assert.equal(first, turn % 2 === 0 ? 'zh-CN' : 'en');
          return;
        }
        assert.ok(firsts.every((first) => first === 'zh-CN'));
        if (unknown === 'both')
          for (const key of order) assert.ok(languagesOf(heard, key).includes('en'), key);
      }),
      { numRuns: 60 },
    );
  });

  it('takes at most eight seconds for a call while another waits, letters as phrases, slow speech and long recordings too', async () => {
    const spelled = fc.constantFrom('plain' as const, 'phrase' as const);
    const speeds = fc.constantFrom([1, 1], [0.5, 1], [0.8, 1], [1, 1.9], [0.5, 1.9], [2, 1]);
    await fc.assert(
      fc.asyncProperty(bursts, spelled, choices, speeds, async (arrivals, letters, unknown, speed) => {
        const patient = arrivals.map((each) => ({ ...each, until: Number.POSITIVE_INFINITY }));
        const [rate = 1, slower] = speed;
        const heard = await hear(patient, { ...speech, letters, unknown, rate }, 'voice', slower);
        for (const { from, to, others, sentences } of turnsOf(heard)) {
          if (!others) continue;
          assert.ok(to - from <= 8, `${to - from} s`);
          assert.equal(sentences[0]?.said[0], chime);
          assert.equal(sentences.length, 2, 'once, in one language');
          assert.ok(Number(sentences[1]?.said[0]) < 200, 'the pause of those who have time');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('loses no time and no turn on whoever has come before being called', async () => {
    const first = { key: 'A001', number: 'A001', label: '3', times: 1, at: 0, until: 1e9 };
    const came = Array.from({ length: 8 }, (_none, index) => {
      const number = `A10${index}`;
      return { ...first, key: number, number, at: 0.1, until: 1 };
    });
    const heard = await hear([first, ...came, { ...first, key: 'A002', number: 'A002', at: 0.2 }]);
    assert.deepEqual([...new Set(heard.map(({ call }) => call))], ['A001', 'A002']);
    assert.deepEqual(languagesOf(heard, 'A002').slice(0, 1), ['en'], 'the other language’s turn');
    const end = heard.findLast(({ call }) => call === 'A001')?.to ?? 0;
    const next = heard.find(({ call }) => call === 'A002')?.from ?? 0;
    assert.ok(next - end < 0.3, `${next - end} s of silence`);
  });

  it('hurries nobody who needs no hurry, and says nothing faster than twice as fast as usual', () => {
    assert.equal(hasteOf(6, 1, 1), 1);
    assert.equal(hasteOf(12, 0.5, 1), 1.75);
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 60, noNaN: true }),
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (seconds, rate, length) => {
          const haste = hasteOf(seconds, rate, length);
          assert.ok(haste >= 1 && haste * rate <= 2 + 1e-9, `${haste} × ${rate}`);
        },
      ),
    );
  });

  it('says a call twice and in both languages when nobody else waits, and stops repeating as soon as somebody does', async () => {
    const one = { key: 'A001', number: 'A001', label: '3', times: 1, at: 0, until: 1e9 };
    assert.deepEqual(languagesOf(await hear([one]), 'A001'), ['zh-CN', 'en', 'zh-CN', 'en']);
    const two = { ...one, key: 'A002', number: 'A002', at: 3 };
    const both = await hear([one, two]);
    assert.deepEqual(languagesOf(both, 'A001'), ['zh-CN']);
    const second = both.find(({ call }) => call === 'A002');
    assert.ok(second !== undefined && second.from - two.at < 10);
    // an English visitor hears their own language first
    const english = await hear([{ ...one, language: 'en' }, two]);
    assert.deepEqual(languagesOf(english, 'A001'), ['en']);
    // what was left out is said once nobody waits any more
    const later = await hear([one, two], { ...speech, unknown: 'both' });
    assert.deepEqual(languagesOf(later, 'A001'), ['zh-CN', 'en']);
    assert.ok(
      later.findLastIndex(({ call }) => call === 'A001') > later.findIndex(({ call }) => call === 'A002'),
    );
  });

  it('speaks in a silent hall to those alone who have no phone with the number on it, without a chime', async () => {
    const phones = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(bursts, phones, async (arrivals, onPhone) => {
        const patient = arrivals.map((arrival, index) => ({
          ...arrival,
          until: Number.POSITIVE_INFINITY,
          ...(onPhone[index] ? { onPhone: true as const } : {}),
        }));
        const heard = await hear(patient, speech, 'silent');
        assert.ok(
          heard.every(({ sentence }) => sentence.language !== null),
          'a chime is for everybody',
        );
        const called = new Set(heard.map(({ call }) => call));
        for (const arrival of patient) assert.equal(called.has(arrival.key), arrival.onPhone !== true);
        // where it calls aloud, everybody is spoken to
        const aloud = await hear(patient);
        assert.equal(new Set(aloud.map(({ call }) => call)).size, patient.length);
      }),
      { numRuns: 30 },
    );
  });
});
