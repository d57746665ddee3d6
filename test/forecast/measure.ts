import type { Branch } from './branch.ts';
import { inventBranch } from './branch.ts';
import { type DayKind, type DayTruth, dayKinds, inventTruth } from './day-kinds.ts';
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

/** Where the branches and their days come from. */
export interface World {
  readonly branch: (seed: number) => Branch;
  readonly truth: (branch: Branch, kind: DayKind, seed: number) => DayTruth;
}

export const invented: World = { branch: (seed) => inventBranch(seed), truth: inventTruth };

export interface Plan {
  readonly seeds: readonly number[];
  readonly kinds: readonly DayKind[];
  readonly historyDays: number;
  /** the oracle is asked for one in so many */
  readonly oracleEvery: number;
}

/** Half of the earlier days are usual ones; the rest are of any kind. */
export function measure(
  teller: Teller,
  { seeds, kinds, historyDays, oracleEvery }: Plan,
  { branch: branchOf, truth: truthOf }: World = invented,
): Told[] {
  const told: Told[] = [];
  for (const seed of seeds) {
    const branch = branchOf(seed);
    const dice = new Dice(seed, 5);
    const past: PlayedDay[] = [];
    for (let index = 0; index < historyDays; index += 1) {
      const kind = dice.chance(0.5) ? 'usual' : dice.pick(dayKinds);
      const date = workday(index);
      const tell = teller.dayBegins(branch, past, date);
      past.push(
        playInvented(branch, truthOf(branch, kind, seed * 1000 + index), date, seed * 1000 + index, tell),
      );
    }
    kinds.forEach((kind, index) => {
      const date = workday(historyDays);
      const own = seed * 1000 + 500 + index;
      const truth = truthOf(branch, kind, own);
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
  /** of those whom the oracle told, the share inside what it said: whole minutes make it more than 80 % where waits are short */
  readonly oracleInside: number | null;
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
  const within = ({ actual }: Told, { low, high }: Range): boolean => actual >= low && actual <= high;
  return {
    name,
    count: told.length,
    inside: share((each) => within(each, each.range)),
    later: share(({ actual, range }) => actual > range.high),
    sooner: share(({ actual, range }) => actual < range.low),
    width: median(told.map(({ range }) => widthOf(range))),
    byOracle:
      both.length === 0 ? null : median(both.map(({ range }) => widthOf(range))) / Math.max(1, oracle),
    oracleInside:
      both.length === 0
        ? null
        : both.filter((each) => each.oracle !== null && within(each, each.oracle)).length / both.length,
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** What is to be reached in every kind. */
const reach = { least: 0.77, most: 0.88, later: 0.13, byOracle: 1.4 };

function missed({ inside, later, byOracle }: Figures): string {
  return [
    inside < reach.least ? 'inside too few' : inside > reach.most ? 'inside too many' : '',
    later > reach.later ? 'too many later' : '',
    (byOracle ?? 0) > reach.byOracle + 1e-9 ? 'too wide' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

export function tableOf(figures: readonly Figures[]): string {
  const cell = (text: string): string => text.padStart(9);
  const percent = (share: number): string => cell(`${(100 * share).toFixed(1)} %`);
  const heads = ['told', 'inside', 'later', 'sooner', 'width', '÷ oracle', ' it is in'].map(cell).join('');
  const reached = [cell(''), cell('77–88 %'), cell('≤ 13 %'), cell(''), cell(''), cell('≤ 1.40')].join('');
  return [
    `${'days'.padEnd(20)}${heads}`,
    `${'to be reached'.padEnd(20)}${reached}`,
    ...figures.map((each) => {
      const { name, count, inside, later, sooner, width, byOracle, oracleInside } = each;
      const shares = [inside, later, sooner].map(percent).join('');
      const oracle = `${cell(byOracle === null ? '–' : byOracle.toFixed(2))}${oracleInside === null ? cell('–') : percent(oracleInside)}`;
      return `${name.padEnd(20)}${cell(String(count))}${shares}${cell(`${width} min`)}${oracle}  ${missed(each)}`.trimEnd();
    }),
  ].join('\n');
}
