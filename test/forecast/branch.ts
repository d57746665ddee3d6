import type { OpeningSession, Site } from '../../server/domain/catalogue/site.ts';
import { hallSite, queueA, queueB } from '../support/hall-site.ts';
import { Dice } from './dice.ts';

export interface Work {
  readonly code: string;
  readonly queue: string;
  /** true mean minutes at an average clerk on a usual day, and the shape of the gamma that it is drawn from */
  readonly minutes: number;
  readonly shape: number;
  /** how often it is asked for */
  readonly weight: number;
}

/** What is true of one invented branch on all its days. Clock times are minutes after midnight. */
export interface Branch {
  readonly seed: number;
  readonly site: Site;
  readonly planned: ReadonlyMap<string, number>;
  readonly works: readonly Work[];
  /** by counter: its clerk's minutes by the average's */
  readonly clerks: ReadonlyMap<string, number>;
  readonly opens: number;
  readonly lunch: readonly [number, number];
  readonly closes: number;
  /** one counter goes on through lunch; whoever waits at its start is still served first */
  readonly lunchCover: boolean;
  readonly clearsBeforeLunch: boolean;
  readonly walkIns: number;
  readonly bookings: number;
  readonly stayAway: number;
  /** share of calls that nobody answers, of walk-ins who go before they are called */
  readonly unheard: number;
  readonly impatient: number;
  readonly between: number;
}

const catalogue: readonly (readonly [string, number, string, number])[] = [
  ['RENEW', 10, queueA, 5],
  ['UNLOCK', 5, queueA, 3],
  ['ADD_OPERATOR', 15, queueA, 2],
  ['REPLACE', 15, queueA, 1],
  ['NEW', 30, queueB, 1],
];

/** With so many counters, or as many as the dice say. */
export function inventBranch(seed: number, wanted?: number): Branch {
  const dice = new Dice(seed, 1);
  const thrown = dice.whole(4, 9);
  const counters = wanted ?? thrown;
  const lunch: readonly [number, number] = [12 * 60, dice.pick([13, 13, 13.5]) * 60];
  const closes = dice.pick([16.5, 17, 17.5]) * 60;
  const base = hallSite(counters);
  const sessions: OpeningSession[] = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, opens: '09:00', closes: clockOf(lunch[0]) },
    { weekday, opens: clockOf(lunch[1]), closes: clockOf(closes) },
  ]);
  const works = catalogue.map(([code, minutes, queue, weight]) => ({
    code,
    queue,
    minutes: minutes * dice.between(0.6, 1.25),
    shape: dice.between(2.5, 7),
    weight: weight * dice.between(0.5, 1.8),
  }));
  const total = works.reduce((sum, { weight }) => sum + weight, 0);
  const mean = works.reduce((sum, { weight, minutes }) => sum + (weight * minutes) / total, 0);
  const worked = closes - 540 - (lunch[1] - lunch[0]);
  // so many that the counters are busy for this share of a usual day
  const visits = (counters * worked * dice.between(0.72, 0.95)) / (mean + 0.8);
  const booked = dice.between(0.25, 0.6);
  return {
    seed,
    site: { ...base, sessions },
    planned: new Map(catalogue.map(([code, minutes]) => [code, minutes])),
    works,
    clerks: new Map(base.counters.map(({ code }) => [code, Math.exp(0.2 * dice.bell())])),
    opens: 540,
    lunch,
    closes,
    lunchCover: dice.chance(0.3),
    clearsBeforeLunch: dice.chance(0.2),
    walkIns: Math.round(visits * (1 - booked)),
    bookings: Math.round(visits * booked),
    stayAway: dice.between(0.05, 0.2),
    unheard: dice.between(0.01, 0.06),
    impatient: dice.between(0, 0.05),
    between: dice.between(0.3, 1.2),
  };
}

function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
