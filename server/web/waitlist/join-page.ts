import type { RequestHandler, Response } from 'express';
import { idempotencyKey } from '../../actions/idempotency.ts';
import type { System } from '../../actions/system.ts';
import { joinWaitlist } from '../../actions/waitlist/join-waitlist.ts';
import { bookingWindow } from '../../domain/booking/booking-window.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import {
  detailFields,
  type FieldErrors,
  readDetails,
  type TypedDetails,
  typedDetails,
} from '../booking/details-form.ts';
import { journeyHref } from '../booking/journey.ts';
import { type BookingParts, openStep, type Step, sentElsewhere, stepHref } from '../booking/journey-step.ts';
import { originOfBooking } from '../booking/proven-contact.ts';
import { type SummaryView, summaryView } from '../booking/summary-view.ts';
import type { FieldMessage } from '../form-field.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { isReached } from './is-reached.ts';
import { withinNetwork } from './joining-limit.ts';
import { type RangeView, rangeView, readRange, type TypedRange, typedRange } from './wait-range.ts';

export interface JoinView {
  readonly summary: SummaryView;
  readonly hours: string;
  readonly action: string;
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
}

const joinPage: Page<JoinView> = {
  template: 'waitlist/join',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('waitlist.join.title') }),
};

interface Shown {
  readonly range: TypedRange;
  readonly typed: TypedDetails;
  readonly errors: readonly FieldMessage[];
  readonly form: string;
}

/** What the site says about its offers: when they are made, and for how long. */
export function offerHours({ rules }: Site, { t }: PageContext): string {
  return t('waitlist.join.hours', {
    from: rules.offersFrom,
    to: rules.offersUntil,
    minutes: rules.offerMinutes,
  });
}

async function joinView(system: System, step: Step, site: Site, shown: Shown): Promise<JoinView> {
  const { journey, page, catalogue } = step;
  const { t } = page;
  const needsMail = !(await isReached(system, site.code, null));
  const { firstDate } = bookingWindow(site, catalogue.calendar, page.now);
  return {
    summary: summaryView({ ...step, journey: { ...journey, start: null } }),
    hours: offerHours(site, page),
    action: journeyHref(paths.book.waiting(), { ...journey, start: null }),
    form: shown.form,
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
  };
}

async function show(system: System, step: Step, site: Site, shown: Shown, response: Response): Promise<void> {
  const { journey } = step;
  const view = await joinView(system, step, site, shown);
  renderAt(response, joinPage, view, journeyHref(paths.book.waiting(), { ...journey, start: null }));
}

export function showJoin(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const { system } = parts;
    const step = await openStep(parts, request);
    if (sentElsewhere(step, 'time', system, response) || step.site === null) return;
    const { site, catalogue, draft, page } = step;
    if (!site.rules.waitingList) {
      response.redirect(303, stepHref('time', { ...step.journey, start: null }));
      return;
    }
    const { firstDate, lastDate } = bookingWindow(site, catalogue.calendar, page.now);
    const { day } = request.query;
    const wanted = typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
    const range = { from: wanted ?? firstDate, to: wanted ?? lastDate, parts: [], weekdays: [] };
    const typed = draft.typed ?? typedDetails({});
    await show(system, step, site, { range, typed, errors: [], form: system.secrets.newId() }, response);
  };
}

/** Joins the list and goes to the entry's page; what is wrong is told at its field, and what was typed stays. */
export function join(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const { system } = parts;
    const step = await openStep(parts, request);
    if (sentElsewhere(step, 'time', system, response) || step.site === null) return;
    const { site, catalogue, journey, page } = step;
    const range = typedRange(request.body);
    const typed = typedDetails(request.body);
    const { form: sent } = (request.body ?? {}) as { form?: unknown };
    const form = typeof sent === 'string' && /^[\w-]{20,40}$/.test(sent) ? sent : system.secrets.newId();
    const { today } = bookingWindow(site, catalogue.calendar, page.now);
    const when = readRange(range, today, page);
    const who = readDetails(typed, consentVersion(catalogue), page.t);
    const wrong = detailFields.flatMap((field) => {
      const message = who.errors[field];
      return message === undefined ? [] : [{ field, message }];
    });
    const errors: FieldMessage[] = [...when.errors, ...wrong];
    if (errors.length > 0) {
      await show(system, step, site, { range, typed, errors, form }, response.status(422));
      return;
    }
    const from = await originOfBooking(system, request, site.code, who.contact);
    const reached = await isReached(system, site.code, who.contact.email);
    const joined = await withinNetwork(system, site, from, () =>
      joinWaitlist(
        system,
        {
          ...{ site, services: journey.services, answers: journey.answers, ...when.range },
          ...{ enterprise: who.enterprise, contact: who.contact, locale: page.locale },
          consentVersion: consentVersion(catalogue),
          source: 'page',
          reached,
        },
        idempotencyKey('waitlist-form', form, [
          range,
          who.enterprise,
          who.contact,
          journey.services,
          site.code,
        ]),
      ),
    );
    if (joined.ok) {
      response.redirect(303, withQuery(paths.waitlist.show(joined.value.token), { done: 'joined' }));
      return;
    }
    const refused = { range, typed, errors: [atField(joined, page)], form };
    await show(system, step, site, refused, response.status(joined.code === 'nobody_to_tell' ? 422 : 409));
  };
}

/** The field that a refusal is about, and its sentence there. */
function atField({ code, details }: Refusal, { t }: PageContext): FieldMessage {
  switch (code) {
    case 'nobody_to_tell':
      return { field: 'email', message: t('refusal.nobody_to_tell') };
    case 'invalid_input':
      return { field: 'to', message: t('waitlist.problem.far') };
    case 'too_late':
      return { field: 'to', message: t('refusal.too_late') };
    default:
      return { field: 'creditCode', message: t(`refusal.${code}`, details) };
  }
}
