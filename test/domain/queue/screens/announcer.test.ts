import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { defaultHallPolicy, type HallPolicy } from '../../../../server/domain/queue/hall/hall-policy.ts';
import type { Sentence } from '../../../../server/domain/queue/screens/announcement.ts';
import { Announcer } from '../../../../server/domain/queue/screens/announcer.ts';
import type { AnnouncedCall } from '../../../../server/domain/queue/screens/followed-board.ts';
import { chime } from '../../../../server/domain/queue/screens/fragments.ts';

const sounds = new URL('../../../../public/sounds/', import.meta.url);
const lengths = new Map<string, number>();

/** Seconds of a recorded fragment: the bytes of its samples by the bytes of a second. */
function lengthOf(name: string): number {
  const known = lengths.get(name);
  if (known !== undefined) return known;
  const file = readFileSync(new URL(`${name}.wav`, sounds));
  const length = (file.length - 44) / file.readUInt32LE(28);
  lengths.set(name, length);
  return length;
}

function secondsOf({ said }: Sentence): number {
  return said.reduce<number>(
    (sum, each) => sum + (typeof each === 'number' ? each / 1000 : lengthOf(each)),
    0,
  );
}

interface Arrival extends AnnouncedCall {
  /** when the clerk pressed the key, seconds */
  readonly at: number;
  /** when the visitor came, or was missed */
  readonly until: number;
}

interface Heard {
  readonly call: string;
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
  /** whether another call waited when this one began */
  readonly others: boolean;
}

/** Plays a morning of calls in no time at all, and gives what was heard when. */
async function hear(
  arrivals: readonly Arrival[],
  speech = defaultHallPolicy.speech,
  calling: HallPolicy['calling'] = 'voice',
): Promise<readonly Heard[]> {
  let now = 0;
  const sleepers: { readonly at: number; wake(): void }[] = [];
  const until = (at: number): Promise<void> =>
    new Promise((wake) => {
      sleepers.push({ at, wake });
    });
  const heard: Heard[] = [];
  const pending = new Set<string>();
  let current = '';
  const announcer = new Announcer({
    speech,
    calling,
    stands: (call) => {
      current = call.key;
      pending.delete(call.key);
      const arrival = arrivals.find(({ key }) => key === call.key);
      return arrival !== undefined && now < arrival.until;
    },
    utter: (sentence) => {
      const to = now + secondsOf(sentence);
      heard.push({ call: current, sentence, from: now, to, others: pending.size > 0 });
      return until(to);
    },
    pause: (seconds) => until(now + seconds),
  });
  for (const arrival of arrivals)
    void until(arrival.at).then(() => {
      pending.add(arrival.key);
      announcer.say(arrival);
    });
  while (sleepers.length > 0) {
    sleepers.sort((a, b) => a.at - b.at);
    const next = sleepers.shift();
    now = next?.at ?? now;
    next?.wake();
    // everything that follows from it, before time goes on
    await new Promise((settled) => setImmediate(settled));
  }
  return heard;
}

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

  it('takes at most eight seconds for a call while another waits, letters said as phrases too', async () => {
    const spelled = fc.constantFrom('plain' as const, 'phrase' as const);
    await fc.assert(
      fc.asyncProperty(bursts, spelled, choices, async (arrivals, letters, unknown) => {
        const patient = arrivals.map((each) => ({ ...each, until: Number.POSITIVE_INFINITY }));
        const heard = await hear(patient, { ...speech, letters, unknown });
        for (const { from, to, others, sentences } of turnsOf(heard)) {
          if (!others) continue;
          assert.ok(to - from <= 8, `${to - from} s`);
          assert.equal(sentences[0]?.said[0], chime);
        }
      }),
      { numRuns: 60 },
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
