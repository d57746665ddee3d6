import type { RequestHandler, Response } from 'express';
import type { System } from '../../actions/system.ts';
import { type Joined, waitAfterFailure, waitForEarlier } from '../../actions/waitlist/join-waitlist.ts';
import { type Outcome, refuse } from '../../domain/outcome.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { waitOfBooking } from '../../store/waitlist/waiting-query.ts';
import { type Held, holderPage } from '../booking/holder-page.ts';
import { formatting } from '../formatting.ts';
import { paths, withQuery } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { isReached } from './is-reached.ts';
import { offerHours } from './join-view.ts';
import { chosenTimes, type RangeView, rangeView, type TypedRange, typedRange } from './wait-range.ts';
import { waitsFor } from './waits-for.ts';

type Handler = RequestHandler<{ reference: string }>;

export interface EarlierView {
  readonly reference: string;
  readonly title: string;
  readonly submit: string;
  readonly lede: string;
  readonly hours: string;
  readonly action: string;
  readonly choices: RangeView;
  readonly problem: string | null;
  readonly contactHref: string | null;
  readonly backHref: string;
}

const earlierPage: Page<EarlierView> = {
  template: 'waitlist/earlier',
  layout: 'focus',
  title: ({ title }, { t }) => t('common.titleEnd', { title }),
};

function show(held: Held, typed: TypedRange, refusal: RefusalCode | null, response: Response): void {
  const { booking, site, page } = held;
  const { t, locale } = page;
  const action = paths.booking.earlier(booking.reference);
  const what = booking.state === 'confirmed' ? 'earlier' : 'failed';
  const view: EarlierView = {
    reference: booking.reference,
    title: t(`waitlist.${what}.title`),
    lede: t(`waitlist.${what}.lede`, { when: formatting(locale, site.timeZone).dayTime(booking.start) }),
    submit: t(`waitlist.${what}.submit`),
    hours: offerHours(site, page),
    action,
    choices: rangeView(typed, site, page),
    problem: refusal === null ? null : t(`refusal.${refusal}`),
    contactHref: what === 'earlier' ? paths.booking.contact(booking.reference) : null,
    backHref: paths.booking.show(booking.reference),
  };
  if (refusal !== null) response.status(refusal === 'nobody_to_tell' ? 422 : 409);
  renderAt(response, earlierPage, view, action);
}

/** Asks at which times; whoever waits already is shown how that stands. */
export function askEarlier(system: System): Handler {
  return holderPage(system, async (held, _request, response) => {
    const token = await waitingToken(system, held.booking.id);
    if (token !== null) response.redirect(303, paths.waitlist.show(token));
    else if (waitsFor(held) === null) response.redirect(303, paths.booking.show(held.booking.reference));
    else show(held, typedRange({}), null, response);
  });
}

/** A booking stays as it is until an earlier time is accepted; whom the office failed goes first. */
export function takeEarlier(system: System): Handler {
  return holderPage(system, async (held, request, response) => {
    const typed = typedRange(request.body);
    const joined = await waits(system, held, typed);
    // sent twice: it waits, which is what was wanted
    const token = joined.ok ? joined.value.token : await waitingToken(system, held.booking.id);
    if (token !== null) response.redirect(303, withQuery(paths.waitlist.show(token), { done: 'joined' }));
    else if (!joined.ok) show(held, typed, joined.code, response);
  });
}

async function waits(system: System, held: Held, typed: TypedRange): Promise<Outcome<Joined>> {
  const { booking, site, page } = held;
  const reached = await isReached(system, site.code, booking.contact.email);
  const range = { ...chosenTimes(typed), reached };
  switch (waitsFor(held)) {
    case 'earlier':
      return waitForEarlier(system, site, booking, range);
    case 'failed':
      return waitAfterFailure(system, site, booking, { ...range, locale: page.locale });
    case null:
      return refuse(booking.state === 'confirmed' ? 'cut_off_passed' : 'not_active');
  }
}

async function waitingToken(system: System, booking: string): Promise<string | null> {
  const entry = await waitOfBooking(system.database.reader, booking);
  return entry === null ? null : system.secrets.tokenFor('waitlist', entry);
}
