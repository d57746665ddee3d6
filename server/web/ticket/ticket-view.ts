import { aheadOf } from '../../domain/queue/hall/call-policy.ts';
import { deferralChoices } from '../../domain/queue/hall/decide-deferral.ts';
import type { TicketState } from '../../domain/queue/hall/ticket.ts';
import { isFinal } from '../../domain/queue/hall/transitions.ts';
import type { Board } from '../../domain/queue/screens/board.ts';
import { placeKey } from '../../domain/queue/screens/place-on-board.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import type { Translate, WordKey } from '../../locales/words.ts';
import { formatting } from '../formatting.ts';
import { hallWords, stateOn } from '../hall-words.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { ownWaitWords } from '../wait-words.ts';
import type { FoundTicket } from './found-ticket.ts';
import { neverCameBack, wordsOf } from './ticket-words.ts';

export interface TicketView {
  readonly number: string;
  readonly state: TicketState;
  readonly heading: string;
  readonly text: string | null;
  /** of those who wait */
  readonly place: { readonly ahead: string; readonly wait: string; readonly next: boolean } | null;
  readonly hallNote: string | null;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly updated: string;
  readonly canLeave: boolean;
  /** how many others may be let pass; null: nobody, or not any more */
  readonly deferral: {
    /** the same form is the same wish */
    readonly form: string;
    readonly text: string;
    readonly choices: readonly DeferralChoice[];
  } | null;
  readonly rating: RatingView | null;
  /** of whoever was not reached before the day ended: the next open day */
  readonly nextDay: NextDayView | null;
  readonly refusal: string | null;
  /** nothing more will happen to it */
  readonly over: boolean;
  /** nor can it be taken back, as the end of today can */
  readonly settled: boolean;
  readonly site: string;
  /** local date; another day has the same numbers again */
  readonly day: string;
  readonly siteName: string;
  readonly hrefs: {
    readonly now: string;
    readonly code: string;
    readonly leave: string;
    readonly deferral: string;
    readonly rating: string;
  };
  /** where it stands, as the browser works it out from the board */
  readonly key: string;
  readonly chime: string | null;
}

interface DeferralChoice {
  readonly value: number;
  readonly text: string;
}

export interface NextDayView {
  readonly text: string;
  readonly button: string;
  /** what has booked does it with one press; who has not begins to book */
  readonly post: string | null;
  readonly href: string;
}

export interface RatingView {
  readonly given: string | null;
  readonly scores: readonly { readonly value: number; readonly text: string }[];
}

const scores = [5, 4, 3, 2, 1] as const;

export function ticketView(
  found: FoundTicket,
  page: PageContext,
  refusal: RefusalCode | null = null,
): TicketView {
  const { ticket, hall, site, board } = found;
  const { t, locale, now } = page;
  // what was still waiting when its day ended will not be called any more
  const state = board === null && !isFinal(ticket.state) ? 'void' : ticket.state;
  const words = wordsOf(found, state, page);
  return {
    number: ticket.number,
    state,
    heading: words.heading,
    text: words.text,
    place: state === 'waiting' ? placeOf(found, page) : null,
    hallNote: isFinal(state) || board === null ? null : hallNoteOf(board, site, page),
    facts: factsOf(found, page),
    updated: t('ticket.updated', { time: formatting(locale, site.timeZone).time(now) }),
    canLeave:
      board !== null &&
      (state === 'waiting' || state === 'called' || state === 'parked' || state === 'missed'),
    deferral: board === null || state !== 'waiting' ? null : deferralOf(found, page),
    rating: state === 'done' ? ratingOf(found, page) : null,
    nextDay: nextDayOf(found, page),
    refusal: refusal === null ? null : sentenceOf(refusal, state, t),
    over: isFinal(state) || board === null,
    settled: board === null || (isFinal(state) && !endedWithDay(found)),
    site: site.code,
    day: hall.day,
    siteName: site.name[locale],
    hrefs: {
      now: paths.ticket.now(ticket.id),
      code: paths.ticket.code(ticket.id),
      leave: paths.ticket.leave(ticket.id),
      deferral: paths.ticket.deferral(ticket.id),
      rating: paths.ticket.rating(ticket.id),
    },
    key: board === null ? '' : placeKey(board, ticket.number),
    chime: chimeOf(page),
  };
}

function endedWithDay(found: FoundTicket): boolean {
  const { outcome } = found.ticket;
  return outcome === 'not_reached' || outcome === 'not_recorded' || neverCameBack(found);
}

function nextDayOf(found: FoundTicket, { t }: PageContext): NextDayView | null {
  const { ticket, site } = found;
  const notReached = ticket.outcome === 'not_reached';
  if (!site.bookable || !(notReached || neverCameBack(found))) return null;
  // whoever was called has no right to be called first another day
  const booked = notReached && ticket.booking !== null;
  const service = ticket.services[0]?.code;
  return {
    text: t(booked ? 'ticket.nextDay.priority' : 'ticket.nextDay.walkIn'),
    button: t(booked ? 'ticket.nextDay.press' : 'ticket.nextDay.book'),
    post: booked ? paths.ticket.instead(ticket.id) : null,
    href: paths.book.services({ site: site.code, ...(service === undefined ? {} : { service }) }),
  };
}

/** Why nobody is called at the moment; null: calls go on. */
function hallNoteOf(board: Board, site: FoundTicket['site'], page: PageContext): string | null {
  const { kind, open, text } = hallWords(stateOn(board), site, page);
  if (open) return null;
  return kind === 'closed' || kind === 'closing' ? text : page.t('ticket.keepPlace', { state: text });
}

function placeOf({ ticket, hall, site, board }: FoundTicket, page: PageContext): TicketView['place'] {
  const { t, now } = page;
  const ahead = aheadOf(hall, ticket, { site, now });
  const wait = board?.waiting.find(({ number }) => number === ticket.number)?.wait ?? null;
  return {
    ahead: ahead === 0 ? t('ticket.next') : t('ticket.people', { count: ahead }),
    next: ahead === 0,
    wait: ownWaitWords(wait, site.timeZone, page),
  };
}

/** What was sent without a choice is about the form that the state has. */
function sentenceOf(refusal: RefusalCode, state: TicketState, t: Translate): string {
  if (refusal !== 'invalid_input') return t(`refusal.${refusal}`);
  return t(state === 'waiting' ? 'ticket.deferPick' : 'ticket.ratePick');
}

function deferralOf({ ticket, hall, site }: FoundTicket, { t, now }: PageContext): TicketView['deferral'] {
  const choices = deferralChoices(hall, ticket, { site, now });
  if (choices.length === 0) return null;
  const left = site.hall.deferrals - ticket.deferred;
  return {
    form: String(ticket.deferred),
    text: t('ticket.deferText', { left }),
    choices: choices.map((value) => ({ value, text: t('ticket.people', { count: value }) })),
  };
}

function factsOf({ ticket, site, catalogue }: FoundTicket, { t, locale }: PageContext): TicketView['facts'] {
  const { dayTime, time } = formatting(locale, site.timeZone);
  const services = ticket.services.map(({ code, quantity }) => {
    const name = catalogue.services.get(code)?.name[locale] ?? code;
    return quantity > 1 ? `${name} × ${quantity}` : name;
  });
  const fact = (name: WordKey, value: string) => ({ name: t(name), value });
  return [
    fact('ticket.services', services.join(locale === 'en' ? ', ' : '、')),
    fact('ticket.queue', site.queues.find(({ id }) => id === ticket.queue)?.name[locale] ?? ''),
    ...(ticket.bookedStart === null ? [] : [fact('ticket.booked', time(ticket.bookedStart))]),
    fact('ticket.issued', dayTime(ticket.issuedAt)),
  ];
}

function ratingOf({ score }: FoundTicket, { t }: PageContext): RatingView {
  const given = scores.find((each) => each === score);
  return {
    given: given === undefined ? null : t('ticket.rated', { score: t(`ticket.score.${given}`) }),
    scores: scores.map((value) => ({ value, text: t(`ticket.score.${value}`) })),
  };
}

function chimeOf({ assets }: PageContext): string | null {
  try {
    return assets.path('sounds/chime.wav');
  } catch {
    return null;
  }
}
