import { readFileSync } from 'node:fs';
import { defaultHallPolicy, type HallPolicy } from '../../../../server/domain/queue/hall/hall-policy.ts';
import type { Sentence } from '../../../../server/domain/queue/screens/announcement.ts';
import { Announcer, hasteOf } from '../../../../server/domain/queue/screens/announcer.ts';
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

/** As the speaker of a display says it. `slower`: how much longer than the built-in fragments those of the branch are. */
function secondsOf({ said, language }: Sentence, hurry: boolean, rate: number, slower: number): number {
  if (language === null) return lengthOf(chime);
  const usual = said.reduce<number>(
    (sum, each) => sum + (typeof each === 'number' ? each / 1000 : (lengthOf(each) * slower) / rate),
    0,
  );
  return hurry ? usual / hasteOf(usual, rate, lengthOf(chime)) : usual;
}

export interface Arrival extends AnnouncedCall {
  /** when the clerk pressed the key, seconds */
  readonly at: number;
  /** when the visitor came, or was missed */
  readonly until: number;
}

export interface Heard {
  readonly call: string;
  readonly sentence: Sentence;
  readonly from: number;
  readonly to: number;
  /** whether another call waited when this one began */
  readonly others: boolean;
}

/** Plays a morning of calls in no time at all, and gives what was heard when. */
export async function hear(
  arrivals: readonly Arrival[],
  speech = defaultHallPolicy.speech,
  calling: HallPolicy['calling'] = 'voice',
  slower = 1,
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
    utter: (sentence, hurry) => {
      const to = now + secondsOf(sentence, hurry, speech.rate, slower);
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
