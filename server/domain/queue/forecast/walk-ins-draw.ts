import { minute } from '../../calendar/durations.ts';
import { dueFor } from '../hall/call-policy.ts';
import type { ArrivalsKnown } from './arrivals-draw.ts';
import type { Joining } from './hall-future.ts';
import type { RecordedDay } from './recorded-day.ts';
import type { Crowd } from './waiting-lines.ts';
import type { Scene } from './waiting-scene.ts';

interface WalkInsAsk {
  readonly scene: Scene;
  readonly known: ArrivalsKnown;
  /** of today's crowd by an earlier day's */
  readonly crowd: { readonly mean: number; readonly spread: number };
  /** whose walk-ins come again */
  readonly like: RecordedDay | undefined;
  readonly into: {
    readonly draw: Crowd;
    readonly visits: (Float64Array | null)[];
    readonly coming: Joining[];
  };
}

/** The walk-ins of an earlier day from now on, more or fewer as today has more or fewer, as far as they can pass anybody who waits. */
export function drawWalkIns({ scene, known, crowd, like, into }: WalkInsAsk, random: () => number): void {
  if (like === undefined) return;
  const { policy, midnight, now } = known;
  const clock = (now - midnight) / minute;
  const until = latestPassed(scene, policy.callEarly, policy.walkInTarget);
  if (until <= now) return;
  const factor = Math.max(
    0.1,
    crowd.mean * (1 + crowd.spread * 1.73 * (random() + random() + random() + random() - 2)),
  );
  for (const { at, queue, priority, services } of like.walkIns) {
    if (at <= clock || midnight + at * minute > until) continue;
    const line = scene.walkIns.lineOf(queue);
    if (line === null || !scene.walkIns.takesIn(queue, midnight + at * minute)) continue;
    for (let copies = factor + random(); copies >= 1; copies -= 1) {
      const issuedAt = midnight + (at + copies - 1) * minute;
      const { due } = dueFor({ bookedStart: null, issuedAt, priority }, policy);
      into.coming.push({ person: into.draw.due.length, at: issuedAt });
      into.draw.due.push(due);
      into.draw.timed.push(0);
      into.draw.line.push(line);
      into.visits.push(scene.walkIns.visitOf(services));
    }
  }
}

/** Who comes after this instant is called after everybody who is here. */
function latestPassed({ crowd, keys }: Scene, callEarly: number, target: number): number {
  let latest = 0;
  for (let person = 0; person < keys.length; person += 1) {
    const due = crowd.due[person] ?? 0;
    latest = Math.max(
      latest,
      due - (crowd.timed[person] === 1 ? Math.min(callEarly, target) : target) * minute,
    );
  }
  return latest;
}
