import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { checkContactCode, sendsCodesBySms } from '../../actions/booking/contact-code.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { parseMobileNumber } from '../../domain/enterprise/mobile-number.ts';
import { paths } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { addressOf } from '../request/actor-of.ts';
import { journeyHref, waitingCodeHref } from './journey.ts';
import { type BookingParts, officeOf, openStep, type Step, stepHref } from './journey-step.ts';
import { sendCodeTo } from './limit-codes.ts';
import { keepProven, knownDeviceIn } from './proven-contact.ts';
import { type StepsView, stepsView } from './steps-view.ts';

export interface ProveContactView {
  readonly steps: StepsView;
  readonly action: string;
  readonly backHref: string;
  readonly back: string;
  /** who is asked for a code; null: it was sent */
  readonly ask: {
    readonly mobile: string;
    readonly email: string;
    readonly error: string | null;
    readonly errorAt: 'mobile' | 'email';
    /** a mobile can be written to; else only a mail address is asked for */
    readonly sms: boolean;
  } | null;
  /** the code that was sent is asked for */
  readonly sent: {
    readonly id: string;
    readonly text: string;
    readonly error: string | null;
    readonly againHref: string;
  } | null;
}

const provePage: Page<ProveContactView> = {
  template: 'booking/prove-contact',
  layout: 'focus',
  title: (_view, { t }) => t('common.titleEnd', { title: t('book.code.title') }),
};

const text = z.string().max(300).catch('');
const form = z.object({ mobile: text, email: text, id: text, code: text });

/** `waits`: they are joining the waiting list */
type SiteStep = Step & { readonly site: Site; readonly waits: boolean };

function backHref(step: SiteStep): string {
  if (step.waits) return journeyHref(paths.book.waiting(), step.journey);
  return stepHref(step.draft.typed === null ? 'time' : 'check', step.journey);
}

/** The page again, for whatever they were doing. */
function codeHref({ journey, waits }: SiteStep, extra: Readonly<Record<string, string>> = {}): string {
  return waits ? waitingCodeHref(journey, extra) : journeyHref(paths.book.code(), journey, extra);
}

function viewOf(step: SiteStep, parts: Pick<ProveContactView, 'ask' | 'sent'>): ProveContactView {
  const { journey, page } = step;
  return {
    steps: stepsView(step.draft.typed === null ? 'time' : 'check', journey, page),
    action: codeHref(step),
    backHref: backHref(step),
    back: page.t(step.waits ? 'book.code.backToList' : 'book.code.back'),
    ...parts,
  };
}

function sentView(
  step: SiteStep,
  id: string,
  channel: string,
  error: string | null,
): ProveContactView['sent'] {
  const words = channel === 'sms' ? 'book.code.sentSms' : 'book.code.sentMail';
  return { id, text: step.page.t(words), error, againHref: codeHref(step) };
}

async function opened(parts: BookingParts, request: Request, response: Response): Promise<SiteStep | null> {
  const step = await openStep(parts, request);
  const site = officeOf(step, 'time', parts.system, response);
  return site === null ? null : { ...step, site, waits: request.query['for'] === 'waiting' };
}

/** Asks for a mobile or a mail address, or for the code that was sent there. */
export function showCodePage(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await opened(parts, request, response);
    if (step === null) return;
    const { sent, by } = request.query;
    const id = typeof sent === 'string' ? sent : null;
    const { mobile = '', email = '' } = step.draft.typed ?? {};
    const sms = await sendsCodesBySms(parts.system, step.site.code);
    const view =
      id === null
        ? { ask: { mobile, email, error: null, errorAt: 'mobile' as const, sms }, sent: null }
        : { ask: null, sent: sentView(step, id, String(by), null) };
    renderAt(response, provePage, viewOf(step, view), request.originalUrl);
  };
}

/** Sends a code, or takes the one that was sent and goes on where the visitor was. */
export function takeCode(parts: BookingParts): RequestHandler {
  return async (request, response) => {
    const step = await opened(parts, request, response);
    if (step === null) return;
    const typed = form.parse(request.body ?? {});
    if (typed.id === '') await send(parts, step, typed, request, response);
    else await check(parts, step, typed, response, String(request.query['by']));
  };
}

type Typed = z.infer<typeof form>;

async function send(
  { system }: BookingParts,
  step: SiteStep,
  typed: Typed,
  request: Request,
  response: Response,
): Promise<void> {
  const { page, site } = step;
  const sms = await sendsCodesBySms(system, site.code);
  const mobile = typed.mobile.trim() === '' ? null : parseMobileNumber(typed.mobile);
  const email = z.email().max(254).safeParse(typed.email.trim());
  const refuse = (error: string, errorAt: 'mobile' | 'email', status = 422) => {
    response.status(status);
    const ask = { mobile: typed.mobile, email: typed.email, error, errorAt, sms };
    renderAt(response, provePage, viewOf(step, { ask, sent: null }), codeHref(step));
  };
  if (mobile?.ok === false) return refuse(page.t('book.code.wrongMobile'), 'mobile');
  if (typed.email.trim() !== '' && !email.success) return refuse(page.t('book.problem.email'), 'email');
  if (!sms && !email.success) return refuse(page.t('book.code.emptyMail'), 'email');
  if (mobile === null && !email.success) return refuse(page.t('book.code.empty'), 'mobile');
  const sent = await sendCodeTo(system, {
    site: site.code,
    locale: page.locale,
    mobile: mobile?.ok ? mobile.value : null,
    email: email.success ? email.data : null,
    ...{ address: addressOf(request), device: knownDeviceIn(system, request) },
  });
  if (!sent.ok)
    return refuse(page.t(`refusal.${sent.code}`), 'email', sent.code === 'too_many_requests' ? 429 : 422);
  const { id, channel } = sent.value;
  response.redirect(303, codeHref(step, { sent: id, by: channel }));
}

async function check(
  { system }: BookingParts,
  step: SiteStep,
  { id, code }: Typed,
  response: Response,
  by: string,
): Promise<void> {
  const proven = await checkContactCode(system, id, code);
  if (proven.ok) {
    keepProven(system, response, proven.value);
    response.redirect(303, backHref(step));
    return;
  }
  response.status(422);
  const sent = sentView(step, id, by, step.page.t(`refusal.${proven.code}`));
  const at = codeHref(step, { sent: id, by });
  renderAt(response, provePage, { ...viewOf(step, { ask: null, sent }), action: at }, at);
}
