import type { Branch } from './branch.ts';
import type { DayTruth } from './day-kinds.ts';
import { Dice } from './dice.ts';
import type { Asking, Range } from './played-day.ts';

const minute = 60_000;
const runs = 60;

interface Person {
  at: number;
  due: number;
  timed: boolean;
  queue: string;
  code: string;
  me: boolean;
}

/** The wait as somebody would say it who knows what is true of branch and day, except how the dice will fall: 10 to 90 %. Minutes. */
export function oracleRange(branch: Branch, truth: DayTruth, midnight: number, asking: Asking): Range | null {
  const dice = new Dice(Math.floor(asking.now / 1000), 4);
  const waits: number[] = [];
  for (let run = 0; run < runs; run += 1) waits.push(once(branch, truth, midnight, asking, dice));
  waits.sort((a, b) => a - b);
  const level = (share: number): number => waits[Math.min(runs - 1, Math.round(share * (runs + 1)) - 1)] ?? 0;
  const [low, high] = [level(0.1), level(0.9)];
  return high > 900 ? null : { low: Math.floor(low), high: Math.ceil(high) };
}

function once(branch: Branch, truth: DayTruth, midnight: number, asking: Asking, dice: Dice): number {
  const { hall, now: instant, queue, bookedStart } = asking;
  const now = (instant - midnight) / minute;
  const { hall: policy, counters } = branch.site;
  const line: Person[] = [];
  for (const { state, due, issuedAt, dueReason, queue: its, services } of hall.tickets.values()) {
    if (state !== 'waiting') continue;
    const timed = dueReason.kind === 'appointment' || (dueReason.kind === 'kept' && dueReason.was > issuedAt);
    line.push({
      at: 0,
      due: (due - midnight) / minute,
      timed: timed && dueReason.kind === 'appointment',
      queue: its,
      code: services[0]?.code ?? '',
      me: false,
    });
  }
  const coming: Person[] = [];
  const dueOf = (booked: number | null, at: number): Pick<Person, 'due' | 'timed'> => {
    if (booked === null || at > booked + policy.lateGrace)
      return { due: at + policy.walkInTarget, timed: false };
    return at <= booked ? { due: booked, timed: true } : { due: at, timed: false };
  };
  const mine = bookedStart === null ? null : (bookedStart - midnight) / minute;
  line.push({ at: now, ...dueOf(mine, now), queue, code: '', me: true });
  for (const booked of asking.toCome) {
    const start = (booked.start - midnight) / minute;
    for (let tries = 0; tries < 5; tries += 1) {
      if (dice.chance(truth.stayAway)) break;
      const early = dice.chance(0.15) ? dice.between(-12, 0) : 14 * dice.gamma(1.8);
      const at = start - Math.min(58, early);
      if (at <= now) continue;
      coming.push({
        at,
        ...dueOf(start, at),
        queue: booked.queue,
        code: booked.services[0]?.code ?? '',
        me: false,
      });
      break;
    }
  }
  for (let at = now; at < Math.min(now + 150, branch.closes); at += 1) {
    if (!dice.chance(Math.min(1, truth.rate(at) * 1.08))) continue;
    const work = dice.weighed(branch.works);
    coming.push({ at, ...dueOf(null, at), queue: work.queue, code: work.code, me: false });
  }
  coming.sort((a, b) => a.at - b.at);
  const minutesOf = (code: string, pace: number): number => {
    const work = branch.works.find((each) => each.code === code);
    return work === undefined ? 0 : work.minutes * pace * dice.gamma(work.shape);
  };
  const desks = truth.shifts.map((shift) => {
    const state = hall.counters.get(shift.counter);
    const there = state?.ticket == null ? undefined : hall.tickets.get(state.ticket);
    let left = 0;
    if (there !== undefined) {
      const lasted = (instant - (there.calledAt ?? instant)) / minute;
      left = 0.5;
      for (let tries = 0; tries < 40; tries += 1) {
        const whole = minutesOf(there.services[0]?.code ?? '', shift.pace);
        if (whole > lasted) {
          left = whole - lasted;
          break;
        }
      }
    }
    const known = shift.fault !== null && now >= shift.fault[0] ? shift.fault : null;
    const queues = counters.find(({ code }) => code === shift.counter)?.queues ?? [];
    const ready = (at: number): number => {
      const open = known !== null && at < known[1] ? known[1] : at;
      for (const [from, to] of shift.spans) if (open < to) return Math.max(open, from);
      return 9999;
    };
    return { pace: shift.pace, queues, ready, free: ready(now + left + branch.between * dice.unit()) };
  });
  for (let turn = 0; turn < 5000; turn += 1) {
    const desk = desks.reduce((best, each) => (each.free < best.free ? each : best));
    if (desk.free >= 9999) return 9999;
    while (coming[0] !== undefined && coming[0].at <= desk.free) line.push(coming.shift() as Person);
    let next = -1;
    const key = (each: Person): number =>
      each.due + (each.timed && each.due - policy.callEarly > desk.free ? 1e6 : 0);
    line.forEach((each, index) => {
      if (!desk.queues.includes(each.queue)) return;
      const best = line[next];
      if (best === undefined || key(each) < key(best)) next = index;
    });
    const [person] = next < 0 ? [] : line.splice(next, 1);
    if (person === undefined) {
      desk.free = desk.ready(Math.max(desk.free + 0.2, coming[0]?.at ?? 9999));
      continue;
    }
    if (person.me) return Math.max(0, desk.free - now);
    const minutes = dice.chance(branch.unheard) ? 2.2 : minutesOf(person.code, desk.pace);
    desk.free = desk.ready(desk.free + minutes + 2 * branch.between * dice.unit());
  }
  return 9999;
}
