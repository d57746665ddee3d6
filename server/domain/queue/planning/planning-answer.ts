import { type BranchPast, learnBranch } from '../forecast/branch-past.ts';
import type { RecordedDay } from '../forecast/recorded-day.ts';
import type { Demand } from './day-visitors.ts';
import { type AheadAsk, type DayKind, type ExpectedDay, expectedDay } from './expected-day.ts';
import { halfHoursOf, type StaffPlan } from './half-hours.ts';
import { type LeastAsk, type LeastPlan, leastPlan } from './least-plan.ts';
import { drawDays } from './plan-draws.ts';
import type { PlanHall } from './plan-hall.ts';
import { figuresOf, type PlanFigures } from './play-plan.ts';

/** What is asked of one day: plain data, which a worker is sent. */
export interface DayQuestion {
  readonly kind: 'day';
  readonly hall: PlanHall;
  /** recorded days as they are stored, oldest first */
  readonly records: readonly string[];
  /** local dates of those whose visitors come again */
  readonly like: readonly string[];
  readonly demand: Demand;
  /** minutes within which somebody should be called */
  readonly targetMinutes: number;
  readonly plans: readonly StaffPlan[];
  /** null: nothing is searched */
  readonly least: LeastAsk | null;
  readonly seed: number;
}

export interface DayAnswer {
  readonly kind: 'day';
  /** in the order of the plans */
  readonly plans: readonly PlanFigures[];
  readonly least: { readonly found: LeastPlan; readonly figures: PlanFigures } | null;
}

/** What is asked of the days that come. */
export interface AheadQuestion {
  readonly kind: 'ahead';
  readonly records: readonly string[];
  /** of each recorded day, by local date */
  readonly kinds: readonly (readonly [string, DayKind])[];
  readonly targetMinutes: number;
  readonly days: readonly AheadDay[];
  readonly seed: number;
}

export interface AheadDay extends Omit<AheadAsk, 'halfHours'> {
  readonly hall: PlanHall;
  /** null: nothing is planned for it, and so nothing is played */
  readonly plan: StaffPlan | null;
}

export interface AheadAnswer {
  readonly kind: 'ahead';
  /** in the order of the days; expected null: nothing is recorded of the branch */
  readonly days: readonly {
    readonly expected: ExpectedDay | null;
    readonly figures: PlanFigures | null;
  }[];
}

export type PlanningQuestion = DayQuestion | AheadQuestion;
export type PlanningAnswer = DayAnswer | AheadAnswer;
export type AnswerTo<Question extends PlanningQuestion> = Extract<
  PlanningAnswer,
  { readonly kind: Question['kind'] }
>;

export function answerPlanning(question: PlanningQuestion): PlanningAnswer {
  return question.kind === 'day' ? answerDay(question) : answerAhead(question);
}

/** Days that are drawn for a question. */
export const planRuns = 40;

/** Answers a question about a day: the same question has the same answer. Takes up to two seconds, so it belongs in a thread of its own. */
function answerDay(question: DayQuestion): DayAnswer {
  const { hall, like, demand, targetMinutes, plans, least, seed } = question;
  const { past, days } = learned(question);
  const alike = days.filter(({ day }) => like.includes(day));
  const draws = drawDays({ hall, past, days: alike, demand, seed, runs: planRuns });
  const found = least === null ? null : leastPlan(draws, least);
  return {
    kind: 'day',
    plans: plans.map((plan) => figuresOf(draws, plan, targetMinutes)),
    least: found === null ? null : { found, figures: figuresOf(draws, found.plan, targetMinutes) },
  };
}

function answerAhead({ records, kinds, targetMinutes, days, seed }: AheadQuestion): AheadAnswer {
  const known = new Map(kinds);
  return {
    kind: 'ahead',
    days: days.map(({ hall, plan, kind, days: ahead, bookings }) => {
      const { past, days: recorded } = learned({ records, hall });
      const halfHours = halfHoursOf(hall.sessions);
      const seen = recorded.flatMap((day) => {
        const its = known.get(day.day);
        return its === undefined ? [] : [{ day, kind: its }];
      });
      const expected = expectedDay(seen, { kind, days: ahead, halfHours, bookings }, past.shows);
      if (expected === null || plan === null) return { expected, figures: null };
      const same = seen.filter(({ kind: its }) => its.weekday === kind.weekday);
      const like = (same.length > 0 ? same : seen).map(({ day }) => day);
      const { demand } = expected;
      const draws = drawDays({ hall, past, days: like, demand, seed, runs: planRuns });
      return { expected, figures: figuresOf(draws, plan, targetMinutes) };
    }),
  };
}

function learned({ records, hall }: Pick<DayQuestion, 'records' | 'hall'>): {
  readonly past: BranchPast;
  readonly days: readonly RecordedDay[];
} {
  const days = records.map((record) => JSON.parse(record) as RecordedDay);
  return { past: learnBranch(days, new Map(hall.planned)), days };
}
