import type { RequestHandler, Response } from 'express';
import type { System } from '../../actions/system.ts';
import {
  acceptOffer,
  declineOffer,
  entryOfHolder,
  leaveWaitlist,
} from '../../actions/waitlist/answer-offer.ts';
import { askToLook } from '../../actions/waitlist/set-aside.ts';
import { maskEmail, maskMobile } from '../../domain/enterprise/masking.ts';
import type { Refusal } from '../../domain/outcome.ts';
import { type SetAside, stateNow, type WaitEntry, type WaitState } from '../../domain/waitlist/wait-entry.ts';
import { bookingsBy } from '../../store/booking/ledger-query.ts';
import { journeyHref } from '../booking/journey.ts';
import { serviceNames } from '../booking/summary-view.ts';
import { formatting } from '../formatting.ts';
import type { OwnLinkView } from '../own-link.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { renderAt } from '../render-at.ts';
import type { Page } from '../render-page.ts';
import { originOf } from '../request/origin-of.ts';
import { daysSaid, offerSaid, timesSaid } from './wait-words.ts';
import { type HeldEntry, withEntry } from './with-entry.ts';

type Handler = RequestHandler<{ token: string }>;

export interface WaitView {
  readonly state: WaitState;
  readonly notice: string | null;
  readonly problem: string | null;
  readonly offer: ReturnType<typeof offerSaid>;
  readonly help: string;
  /** their bookings were taken as one hand's: why, and the way to have it looked at again; null: not set aside */
  readonly aside: { readonly text: string; readonly asked: boolean } | null;
  readonly site: { readonly name: string; readonly address: string | null };
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly hrefs: Readonly<
    Record<'show' | 'accept' | 'refuse' | 'leave' | 'review' | 'data' | 'deletion' | 'again', string>
  >;
  readonly ownLink: OwnLinkView;
  /** what it has become, or keeps; null: nothing yet */
  readonly bookingHref: string | null;
}

const waitPage: Page<WaitView> = {
  template: 'waitlist/wait',
  layout: 'public',
  scripts: ['booking-page.js'],
  title: (view: WaitView, { t }) => t('common.titleEnd', { title: t(`waitlist.state.${view.state}`) }),
};

async function show(
  system: System,
  found: HeldEntry,
  response: Response,
  refusal: Refusal | null = null,
): Promise<void> {
  const page = pageContext(response.req);
  const view = await waitView(system, found, page, refusal);
  if (refusal !== null) response.status(409);
  renderAt(response, waitPage, view, paths.waitlist.show(found.entry.id));
}

const told = ['joined', 'refused', 'left', 'asked'] as const;

async function waitView(
  system: System,
  { token, entry, site, catalogue }: HeldEntry,
  page: PageContext,
  refusal: Refusal | null,
): Promise<WaitView> {
  const { t, locale } = page;
  const { waitlist } = paths;
  const state = stateNow(entry, page.now);
  const { engine, reader } = system.database;
  const [booking] = await bookingsBy(reader, engine, 'id', entry.booking === null ? [] : [entry.booking]);
  const offer = offerSaid(entry, site, page);
  const { dayTime } = formatting(locale, site.timeZone);
  const done = told.find((one) => page.alternate.href.includes(`done=${one}`));
  return {
    state,
    notice: done === undefined || refusal !== null ? null : t(`waitlist.done.${done}`),
    problem: refusal === null ? null : t(`refusal.${refusal.code}`, refusal.details),
    offer,
    help:
      state === 'offered' && entry.kind === 'earlier' && booking !== undefined
        ? t('waitlist.help.offeredEarlier', { until: offer?.until ?? '', when: dayTime(booking.start) })
        : t(`waitlist.help.${state}`, { reach: reachOf(entry), until: offer?.until ?? '' }),
    aside: entry.aside === null || state !== 'waiting' ? null : asideSaid(entry.aside, page),
    site: { name: site.name[locale], address: site.address?.[locale] ?? null },
    facts: [
      {
        name: t('waitlist.facts.services'),
        value: serviceNames(entry.services, catalogue, page).join(t('mail.listSeparator')),
      },
      { name: t('waitlist.facts.days'), value: daysSaid(entry, page) },
      { name: t('waitlist.facts.times'), value: timesSaid(entry, page) },
      { name: t('waitlist.facts.since'), value: dayTime(entry.createdAt) },
      { name: t('waitlist.facts.enterprise'), value: entry.enterprise.name },
      { name: t('waitlist.facts.contact'), value: entry.contact.name },
    ],
    hrefs: {
      show: waitlist.show(entry.id),
      accept: waitlist.acceptance(entry.id),
      refuse: waitlist.refusal(entry.id),
      leave: waitlist.withdrawal(entry.id),
      review: waitlist.review(entry.id),
      data: waitlist.data(entry.id),
      deletion: waitlist.deletion(entry.id),
      again: journeyHref(paths.book.time(), { ...entry, start: null, draft: null }),
    },
    ownLink: { href: system.baseUrl() + waitlist.show(token) },
    bookingHref:
      booking === undefined
        ? null
        : paths.booking.show(booking.reference, system.secrets.tokenFor('booking', booking.id)),
  };
}

function asideSaid({ cause, askedAt }: SetAside, { t }: PageContext): NonNullable<WaitView['aside']> {
  const asked = askedAt !== null;
  const first = t('waitlist.aside.text', { cause: t(`clusters.cause.${cause}`) });
  const next = t(asked ? 'waitlist.aside.asked' : 'waitlist.aside.how');
  return { text: t('common.sentences', { first, next }), asked };
}

function reachOf({ contact }: WaitEntry): string {
  return contact.email === null ? maskMobile(contact.mobile) : maskEmail(contact.email);
}

export function showWait(system: System): Handler {
  return withEntry(system, (found, _request, response) => show(system, found, response));
}

/** Following a link never accepts: mail scanners follow links. */
export function acceptWait(system: System): Handler {
  return withEntry(system, async (found, request, response) => {
    const from = await originOf(system, request, found.site.code);
    const done = await acceptOffer(system, found.token, from);
    if (done.ok) {
      const { reference, token } = done.value;
      response.redirect(303, withQuery(paths.booking.show(reference), { token, done: 'offer_taken' }));
      return;
    }
    await again(system, found, response, done);
  });
}

/** As it is now, which is not as it was when the button was pressed. */
async function again(system: System, found: HeldEntry, response: Response, refusal: Refusal): Promise<void> {
  const entry = await entryOfHolder(system, found.token);
  await show(system, { ...found, entry: entry ?? found.entry }, response, refusal);
}

export function refuseWait(system: System): Handler {
  return withEntry(system, async (found, _request, response) => {
    const done = await declineOffer(system, found.token);
    if (done.ok) response.redirect(303, withQuery(paths.waitlist.show(found.entry.id), { done: 'refused' }));
    else await again(system, found, response, done);
  });
}

/** Whoever was set aside wants staff to look again. */
export function askReview(system: System): Handler {
  return withEntry(system, async (found, _request, response) => {
    const done = await askToLook(system, found.entry);
    if (done.ok) response.redirect(303, withQuery(paths.waitlist.show(found.entry.id), { done: 'asked' }));
    else await again(system, found, response, done);
  });
}

export function leaveWait(system: System): Handler {
  return withEntry(system, async (found, _request, response) => {
    const done = await leaveWaitlist(system, found.token);
    if (done.ok) response.redirect(303, withQuery(paths.waitlist.show(found.entry.id), { done: 'left' }));
    else await again(system, found, response, done);
  });
}
