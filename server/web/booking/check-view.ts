import { z } from 'zod';
import type { Checklist } from '../../domain/catalogue/checklist.ts';
import { keptTicks } from '../../domain/catalogue/kept-ticks.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { dateFormatting, noonOf } from '../formatting.ts';
import { paths } from '../paths.ts';
import { type ChecklistView, checklistView } from '../public/checklist-view.ts';
import { telephoneHref } from '../public/city-sites.ts';
import type { ReadDetails } from './details-form.ts';
import { type GoneView, goneView } from './gone-view.ts';
import { type HoldView, holdView } from './hold-view.ts';
import { journeyHref } from './journey.ts';
import { type Step, stepHref } from './journey-step.ts';
import { type StepsView, stepsView } from './steps-view.ts';
import { type SummaryView, summaryView } from './summary-view.ts';
import type { TimeState } from './time-state.ts';
import { aboutNetwork, type WorkView } from './work-view.ts';

export interface CheckView {
  readonly steps: StepsView;
  readonly action: string;
  readonly visit: SummaryView;
  readonly people: readonly { readonly title: string; readonly text: string }[];
  readonly detailsHref: string;
  readonly checklist: ChecklistView;
  readonly ticks: ReadonlySet<string>;
  readonly hold: HoldView | null;
  readonly gone: GoneView | null;
  readonly work: WorkView | null;
  /** why it could not be booked */
  readonly refusal: {
    readonly text: string;
    readonly telephone: string | null;
    readonly telephoneHref: string | null;
    /** where the contact is proven; null: that would not help */
    readonly codeHref: string | null;
  } | null;
}

export interface CheckState {
  readonly timeState: TimeState;
  readonly refusal: Refusal | null;
  readonly ticks: readonly string[];
  readonly work: WorkView | null;
}

export function checkView(
  step: Step,
  details: ReadDetails,
  { timeState, refusal, ticks, work }: CheckState,
): CheckView {
  const { journey, page, checklist } = step;
  const { t } = page;
  const { enterprise, contact } = details;
  const people = [
    ['enterprise', enterprise.name],
    ['creditCode', enterprise.creditCode],
    ['customsCode', enterprise.customsCode],
    ['name', contact.name],
    ['mobile', contact.mobile],
    ['email', contact.email],
    ['telephone', contact.telephone],
  ] as const;
  return {
    steps: stepsView('check', journey, page),
    action: journeyHref(paths.book.check(), journey),
    visit: summaryView(step),
    people: people.flatMap(([field, text]) =>
      text === null ? [] : [{ title: t(`book.field.${field}`), text }],
    ),
    detailsHref: stepHref('details', journey),
    checklist: checklistView(checklist, page),
    ticks: new Set(ticks),
    hold: holdView(step, timeState),
    gone: goneView(step, timeState),
    work,
    refusal: refusal === null ? null : refusalView(refusal, step),
  };
}

function refusalView(refusal: Refusal, { journey, site, page }: Step): CheckView['refusal'] {
  const { t, locale } = page;
  const until = refusal.code === 'blocked_after_missed' ? refusal.details?.['until'] : undefined;
  const day = typeof until === 'string' ? dateFormatting(locale).fullDay(noonOf(until)) : null;
  const more = day === null ? '' : ` ${t('book.check.blockedUntil', { day })}`;
  const telephone = site?.telephone ?? null;
  return {
    text: t(`refusal.${refusal.code}`) + more,
    telephone,
    telephoneHref: telephone === null ? null : telephoneHref(telephone),
    codeHref: aboutNetwork.has(refusal.code) ? journeyHref(paths.book.code(), journey) : null,
  };
}

const ticksForm = z.object({ tick: z.union([z.string(), z.array(z.string())]).optional() });

/** Which materials of a list were ticked off in a form. */
export function tickedIn(body: unknown, checklist: Checklist): string[] {
  const read = ticksForm.safeParse(body ?? {});
  return keptTicks(checklist, read.success ? [read.data.tick ?? []].flat() : []);
}
