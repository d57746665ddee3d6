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

  it('calls everybody who stays in a language that they know', async () => {
    await fc.assert(
      fc.asyncProperty(bursts, async (arrivals) => {
        const patient = arrivals.map((arrival) => ({ ...arrival, until: Number.POSITIVE_INFINITY }));
        const heard = await hear(patient);
        for (const { key, language } of patient) {
          const said = heard.filter(({ call }) => call === key).map(({ sentence }) => sentence.language);
          assert.ok(said.includes(language ?? 'zh-CN'), `${key} in ${language}: ${said}`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('takes at most eight seconds for a call while another waits, letters said as phrases too', async () => {
    const spelled = fc.constantFrom('plain' as const, 'phrase' as const);
    await fc.assert(
      fc.asyncProperty(bursts, spelled, async (arrivals, letters) => {
        const patient = arrivals.map((each) => ({ ...each, until: Number.POSITIVE_INFINITY }));
        const heard = await hear(patient, { ...defaultHallPolicy.speech, letters });
        for (const { key } of arrivals) {
          const its = heard.filter(({ call }) => call === key);
          const [first] = its;
          if (first?.others !== true) continue;
          assert.ok(
            (its.at(-1)?.to ?? 0) - first.from <= 8,
            `${key}: ${(its.at(-1)?.to ?? 0) - first.from} s`,
          );
          assert.equal(first.sentence.said[0], chime);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('says a call twice and in both languages when nobody else waits, and stops repeating as soon as somebody does', async () => {
    const one = { key: 'A001', number: 'A001', label: '3', times: 1, at: 0, until: 1e9 };
    const languages = (heard: readonly Heard[], key: string) =>
      heard.filter(({ call }) => call === key).map(({ sentence }) => sentence.language);
    assert.deepEqual(languages(await hear([one]), 'A001'), [null, 'zh-CN', 'en', 'zh-CN', 'en']);
    const two = { ...one, key: 'A002', number: 'A002', at: 3 };
    const both = await hear([one, two]);
    assert.deepEqual(languages(both, 'A001'), [null, 'zh-CN']);
    const second = both.find(({ call }) => call === 'A002');
    assert.ok(second !== undefined && second.from - two.at < 10);
    // an English visitor's first words of their own are not the repeat that is left out
    const english = await hear([{ ...one, language: 'en' }, two]);
    assert.deepEqual(languages(english, 'A001'), [null, 'zh-CN', 'en']);
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
        const heard = await hear(patient, defaultHallPolicy.speech, 'silent');
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
