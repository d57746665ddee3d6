import type { RequestHandler, Response } from 'express';
import { idempotencyKey } from '../../actions/idempotency.ts';
import type { System } from '../../actions/system.ts';
import { joinWaitlist } from '../../actions/waitlist/join-waitlist.ts';
import { bookingWindow } from '../../domain/booking/booking-window.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { detailFields, readDetails, typedDetails } from '../booking/details-form.ts';
import { journeyHref, waitingCodeHref } from '../booking/journey.ts';
import {
  type BookingParts,
  officeOf,
  openStep,
  type Step,
  stepHref,
  withDraft,
} from '../booking/journey-step.ts';
import { originOfBooking, provenIn } from '../booking/proven-contact.ts';
import { aboutWork, workView } from '../booking/work-view.ts';
import type { FieldMessage } from '../form-field.ts';
import type { PageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import { browserOf } from '../request/origin-of.ts';
import { isReached } from './is-reached.ts';
import { joinForm, joinPage, joinView, type Shown } from './join-view.ts';
import { readRange, typedRange } from './wait-range.ts';

async function show(system: System, step: Step, site: Site, shown: Shown, response: Response): Promise<void> {
  const { journey } = step;
  const view = await joinView(system, step, site, shown);
  renderAt(response, joinPage, view, journeyHref(paths.book.waiting(), { ...journey, start: null }));
}

export function showJoin(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const { system } = parts;
    const step = await openStep(parts, request);
    const site = officeOf(step, 'time', system, response);
    if (site === null) return;
    const { catalogue, draft, page } = step;
    if (!site.rules.waitingList) {
      response.redirect(303, stepHref('time', { ...step.journey, start: null }));
      return;
    }
    const { firstDate, lastDate } = bookingWindow(site, catalogue.calendar, page.now);
    const { day } = request.query;
    const wanted = typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null;
    const all = { from: wanted ?? firstDate, to: wanted ?? lastDate, parts: [], weekdays: [] };
    const shown = {
      range: draft.range ?? all,
      typed: draft.typed ?? typedDetails({}),
      ...{ errors: [], form: system.secrets.newId() },
      work: provenIn(system, request) === null ? await workOf(system, { ...step, site }, null) : null,
    };
    await show(system, step, site, shown, response);
  };
}

function workOf(system: System, step: Step & { readonly site: Site }, goesOn: typeof joinForm | null) {
  return workView(system, step, goesOn, waitingCodeHref(step.journey));
}

/** Joins the list and goes to the entry's page; what is wrong is told at its field, and what was typed stays. */
export function join(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const { system } = parts;
    const step = await openStep(parts, request);
    const site = officeOf(step, 'time', system, response);
    if (site === null) return;
    const { catalogue, journey, page } = step;
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
    const typedIn = { range, typed, form };
    if (errors.length > 0) {
      const work = await workOf(system, { ...step, site }, null);
      await show(system, step, site, { ...typedIn, errors, work }, response.status(422));
      return;
    }
    const joined = await joinWaitlist(
      system,
      {
        ...{ site, services: journey.services, answers: journey.answers, ...when.range },
        ...{ enterprise: who.enterprise, contact: who.contact, locale: page.locale },
        consentVersion: consentVersion(catalogue),
        source: 'page',
        reached: await isReached(system, site.code, who.contact.email),
        origin: await originOfBooking(system, request, site.code, who.contact),
      },
      idempotencyKey(`waitlist-form:${browserOf(system, request)}`, form, [
        ...[range, who.enterprise, who.contact],
        ...[journey.services, site.code],
      ]),
    );
    if (joined.ok) {
      response.redirect(303, withQuery(paths.waitlist.show(joined.value.token), { done: 'joined' }));
      return;
    }
    const provable = aboutWork.has(joined.code) || aboutProof.has(joined.code);
    // whoever goes for a code finds again what they typed
    const its = provable ? { ...step, journey: withDraft(journey, system) } : step;
    if (its.journey.draft !== null && provable)
      parts.drafts.write(request, response, its.journey.draft, { ...step.draft, typed, range });
    const shown = await refusedView(system, { ...its, site }, joined, typedIn);
    await show(system, its, site, shown, response.status(joined.code === 'nobody_to_tell' ? 422 : 409));
  };
}

/** Refusals that a proven contact may answer. */
const aboutProof: ReadonlySet<string> = new Set(['contact_unproven', 'network_waiting_limit']);

/** Work is done by itself; what is about a field is told there, and the rest above the form. */
async function refusedView(
  system: System,
  step: Step & { readonly site: Site },
  refusal: Refusal,
  typedIn: Pick<Shown, 'range' | 'typed' | 'form'>,
): Promise<Shown> {
  const { page } = step;
  if (aboutWork.has(refusal.code))
    return { ...typedIn, errors: [], work: await workOf(system, step, joinForm) };
  const error = atField(refusal, page);
  if (error !== null) return { ...typedIn, errors: [error], work: await workOf(system, step, null) };
  const text =
    refusal.code === 'contact_unproven'
      ? page.t('waitlist.problem.unproven')
      : page.t(`refusal.${refusal.code}`, refusal.details);
  return { ...typedIn, errors: [], work: null, refused: { text, provable: aboutProof.has(refusal.code) } };
}

const fieldOf: Partial<Record<RefusalCode, string>> = {
  ...{ nobody_to_tell: 'email', mail_waiting_limit: 'email' },
  ...{ invalid_input: 'to', too_late: 'to' },
  ...{
    already_waiting: 'creditCode',
    blocked_after_missed: 'creditCode',
    enterprise_waiting_limit: 'creditCode',
  },
  mobile_waiting_limit: 'mobile',
};

/** The field that a refusal is about, and its sentence there; null: it is about none. */
function atField({ code, details }: Refusal, { t }: PageContext): FieldMessage | null {
  const field = fieldOf[code];
  if (field === undefined) return null;
  return {
    field,
    message: code === 'invalid_input' ? t('waitlist.problem.far') : t(`refusal.${code}`, details),
  };
}
