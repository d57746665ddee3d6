import type { System } from '../../actions/system.ts';
import { bookingWindow } from '../../domain/booking/booking-window.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import type { FieldErrors, TypedDetails } from '../booking/details-form.ts';
import { journeyHref, waitingCodeHref } from '../booking/journey.ts';
import { type Step, stepHref } from '../booking/journey-step.ts';
import { type SummaryView, summaryView } from '../booking/summary-view.ts';
import type { WorkView } from '../booking/work-view.ts';
import type { FieldMessage } from '../form-field.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import type { Page } from '../render-page.ts';
import { isReached } from './is-reached.ts';
import { type RangeView, rangeView, type TypedRange } from './wait-range.ts';

/** The form of the join page goes on by itself when the work is done. */
export const joinForm = 'join-list';

export interface JoinView {
  readonly summary: SummaryView;
  readonly hours: string;
  readonly action: string;
  /** its id */
  readonly id: typeof joinForm;
  /** sent twice it is one entry */
  readonly form: string;
  readonly typed: TypedDetails;
  readonly range: TypedRange;
  readonly choices: RangeView;
  readonly errors: FieldErrors & { readonly from?: string; readonly to?: string };
  readonly errorList: readonly FieldMessage[];
  readonly dateHint: string;
  readonly emailHint: string;
  readonly emailNeeded: boolean;
  readonly consentVersion: string;
  readonly keepDays: number;
  readonly backHref: string;
  /** why nobody could join who is about no field; null: nothing of the kind */
  readonly refused: {
    readonly text: string;
    /** where a contact is proven, which may help; null: it would not */
    readonly codeHref: string | null;
  } | null;
  readonly work: WorkView | null;
}

export const joinPage: Page<JoinView> = {
  template: 'waitlist/join',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('waitlist.join.title') }),
  scripts: ['book-details.js'],
};

export interface Shown {
  readonly range: TypedRange;
  readonly typed: TypedDetails;
  readonly errors: readonly FieldMessage[];
  readonly form: string;
  readonly work: WorkView | null;
  readonly refused?: { readonly text: string; readonly provable: boolean };
}

/** What the site says about its offers: when they are made, and for how long. */
export function offerHours({ rules }: Site, { t }: PageContext): string {
  return t('waitlist.join.hours', {
    from: rules.offersFrom,
    to: rules.offersUntil,
    minutes: rules.offerMinutes,
  });
}

export async function joinView(system: System, step: Step, site: Site, shown: Shown): Promise<JoinView> {
  const { journey, page, catalogue } = step;
  const { t } = page;
  const needsMail = !(await isReached(system, site.code, null));
  const { firstDate } = bookingWindow(site, catalogue.calendar, page.now);
  return {
    summary: summaryView({ ...step, journey: { ...journey, start: null } }),
    hours: offerHours(site, page),
    action: journeyHref(paths.book.waiting(), { ...journey, start: null }),
    form: shown.form,
    id: joinForm,
    typed: shown.typed,
    range: shown.range,
    choices: rangeView(shown.range, site, page),
    errors: Object.fromEntries([...shown.errors].reverse().map(({ field, message }) => [field, message])),
    errorList: shown.errors,
    dateHint: t('waitlist.join.dateHint', { date: firstDate }),
    emailHint: t(needsMail ? 'waitlist.join.emailHint' : 'waitlist.join.smsHint'),
    emailNeeded: needsMail,
    consentVersion: consentVersion(catalogue),
    keepDays: site.rules.retentionDays,
    backHref: stepHref('time', { ...journey, start: null }),
    work: shown.work,
    refused:
      shown.refused === undefined
        ? null
        : {
            text: shown.refused.text,
            codeHref: shown.refused.provable ? waitingCodeHref(journey) : null,
          },
  };
}
