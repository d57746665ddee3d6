import { type BranchPast, learnBranch } from '../forecast/branch-past.ts';
import type { RecordedDay } from '../forecast/recorded-day.ts';
import type { Demand } from './day-visitors.ts';
import type { StaffPlan } from './half-hours.ts';
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

export type PlanningQuestion = DayQuestion;
export type PlanningAnswer = DayAnswer;
export type AnswerTo<Question extends PlanningQuestion> = Extract<
  PlanningAnswer,
  { readonly kind: Question['kind'] }
>;

export function answerPlanning(question: PlanningQuestion): PlanningAnswer {
  return answerDay(question);
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

function learned({ records, hall }: Pick<DayQuestion, 'records' | 'hall'>): {
  readonly past: BranchPast;
  readonly days: readonly RecordedDay[];
} {
  const days = records.map((record) => JSON.parse(record) as RecordedDay);
  return { past: learnBranch(days, new Map(hall.planned)), days };
}
