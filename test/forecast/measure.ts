import type { Branch } from './branch.ts';
import { inventBranch } from './branch.ts';
import { type DayKind, dayKinds, inventTruth } from './day-kinds.ts';
import { Dice } from './dice.ts';
import { oracleRange } from './oracle.ts';
import { type PlayedDay, playInvented, type Range, type Tell } from './played-day.ts';

const minute = 60_000;

/** What is measured: knows nothing but the branch's site and its earlier days, and is asked by whoever comes. */
export interface Teller {
  dayBegins(branch: Branch, past: readonly PlayedDay[], date: string): Tell;
}

export interface Told {
  readonly kind: DayKind;
  readonly booked: boolean;
  readonly beforeLunch: boolean;
  readonly range: Range;
  readonly oracle: Range | null;
  readonly actual: number;
}

export interface Plan {
  readonly seeds: readonly number[];
  readonly kinds: readonly DayKind[];
  readonly historyDays: number;
  /** the oracle is asked for one in so many */
  readonly oracleEvery: number;
}

/** Half of the earlier days are usual ones; the rest are of any kind. */
export function measure(teller: Teller, { seeds, kinds, historyDays, oracleEvery }: Plan): Told[] {
  const told: Told[] = [];
  for (const seed of seeds) {
    const branch = inventBranch(seed);
    const dice = new Dice(seed, 5);
    const past: PlayedDay[] = [];
    for (let index = 0; index < historyDays; index += 1) {
      const kind = dice.chance(0.5) ? 'usual' : dice.pick(dayKinds);
      const date = workday(index);
      const tell = teller.dayBegins(branch, past, date);
      past.push(
        playInvented(branch, inventTruth(branch, kind, seed * 1000 + index), date, seed * 1000 + index, tell),
      );
    }
    kinds.forEach((kind, index) => {
      const date = workday(historyDays);
      const own = seed * 1000 + 500 + index;
      const truth = inventTruth(branch, kind, own);
      const tell = teller.dayBegins(branch, past, date);
      const midnight = Date.parse(`${date}T00:00:00+08:00`);
      const oracles = new Map<number, Range | null>();
      let asked = 0;
      const played = playInvented(branch, truth, date, own, (asking) => {
        asked += 1;
        if (asked % oracleEvery === 0) oracles.set(asking.now, oracleRange(branch, truth, midnight, asking));
        return tell(asking);
      });
      told.push(...toldOn(played, branch, kind, oracles));
    });
  }
  return told;
}

function toldOn(
  played: PlayedDay,
  branch: Branch,
  kind: DayKind,
  oracles: ReadonlyMap<number, Range | null>,
): Told[] {
  const called = new Map<string, number>();
  for (const event of played.events) {
    if (event.type === 'ticket_called' && !called.has(event.ticket)) called.set(event.ticket, event.at);
  }
  return [...played.hall.tickets.values()].flatMap(({ id, issuedAt, toldWait, bookedStart }) => {
    const at = called.get(id);
    if (at === undefined || toldWait === null) return [];
    const untilLunch = branch.lunch[0] - (issuedAt - played.midnight) / minute;
    return [
      {
        kind,
        booked: bookedStart !== null,
        beforeLunch: untilLunch > 0 && untilLunch <= 50,
        range: toldWait,
        oracle: oracles.get(issuedAt) ?? null,
        actual: (at - issuedAt) / minute,
      },
    ];
  });
}

function workday(index: number): string {
  const day = new Date(Date.UTC(2026, 1, 2 + Math.floor(index / 5) * 7 + (index % 5)));
  return day.toISOString().slice(0, 10);
}

export interface Figures {
  readonly name: string;
  readonly count: number;
  readonly inside: number;
  readonly later: number;
  readonly sooner: number;
  readonly width: number;
  /** median width by the oracle's, of those whom both told; null: nobody asked the oracle */
  readonly byOracle: number | null;
}

export function figuresOf(told: readonly Told[]): Figures[] {
  const groups: (readonly [string, (each: Told) => boolean])[] = [
    ...[...new Set(told.map(({ kind }) => kind))].map(
      (kind) => [kind, (each: Told) => each.kind === kind] as const,
    ),
    ['booked', ({ booked }) => booked],
    ['walk-in', ({ booked }) => !booked],
    ['before lunch', ({ beforeLunch }) => beforeLunch],
    ['all', () => true],
  ];
  return groups.map(([name, wanted]) => figuresFor(name, told.filter(wanted)));
}

function figuresFor(name: string, told: readonly Told[]): Figures {
  const share = (is: (each: Told) => boolean): number => told.filter(is).length / Math.max(1, told.length);
  const widthOf = ({ low, high }: Range): number => high - low;
  const both = told.filter(({ oracle }) => oracle !== null);
  const oracle = median(both.map((each) => widthOf(each.oracle ?? each.range)));
  return {
    name,
    count: told.length,
    inside: share(({ actual, range }) => actual >= range.low && actual <= range.high),
    later: share(({ actual, range }) => actual > range.high),
    sooner: share(({ actual, range }) => actual < range.low),
    width: median(told.map(({ range }) => widthOf(range))),
    byOracle:
      both.length === 0 ? null : median(both.map(({ range }) => widthOf(range))) / Math.max(1, oracle),
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

export function tableOf(figures: readonly Figures[]): string {
  const cell = (text: string): string => text.padStart(9);
  const percent = (share: number): string => cell(`${(100 * share).toFixed(1)} %`);
  return [
    `${'days'.padEnd(20)}${['told', 'inside', 'later', 'sooner', 'width', '÷ oracle'].map(cell).join('')}`,
    ...figures.map(
      ({ name, count, inside, later, sooner, width, byOracle }) =>
        `${name.padEnd(20)}${cell(String(count))}${percent(inside)}${percent(later)}${percent(sooner)}${cell(
          `${width} min`,
        )}${cell(byOracle === null ? '–' : byOracle.toFixed(2))}`,
    ),
  ].join('\n');
}
