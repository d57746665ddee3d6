import type { AgencyCase } from '../../domain/agency/agency-case.ts';
import type { Booking, BookingState } from '../../domain/booking/booking.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import type { HolderOptions } from '../../domain/booking/holder-options.ts';
import { usualReminders } from '../../domain/message/reminder-kinds.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import { formatting } from '../formatting.ts';
import type { OwnLinkView } from '../own-link.ts';
import { paths, withQuery } from '../paths.ts';
import { type ChecklistView, checklistView } from '../public/checklist-view.ts';
import { telephoneHref } from '../public/city-sites.ts';
import { waitsFor } from '../waitlist/waits-for.ts';
import { announcedAfterwards, announcedChanges } from './announced-changes.ts';
import { type BookingLinks, linksOf } from './booking-links.ts';
import { type EvidenceView, nothingToSay } from './evidence-view.ts';
import { type HandlingView, handlingView } from './handling-view.ts';
import type { Heard } from './hears-of.ts';
import { type Held, optionsOf } from './holder-page.ts';
import { stateHelpOf } from './state-help.ts';
import { serviceNames } from './summary-view.ts';
import type { UndoView } from './undo-view.ts';
import type { InRow } from './visits-in-a-row.ts';
import type { WechatView } from './wechat-view.ts';

export interface BookingView {
  readonly reference: string;
  readonly state: BookingState;
  readonly stateText: string;
  /** its code is of use: the visit can take place as it stands */
  readonly holds: boolean;
  /** what the state means and what to do now */
  readonly stateHelp: string;
  /** something that has just been done */
  readonly notice: string | null;
  /** something that could not be done */
  readonly refused: string | null;
  /** the last change can still be taken back */
  readonly undo: UndoView | null;
  /** the list of the visits that were booked in a row; null: there is no other */
  readonly inRow: InRow | null;
  readonly ownLink: OwnLinkView | null;
  /** the number under which its holder waits, and where to follow it; null: nobody has checked in, or has left */
  readonly queued: QueuedView | null;
  readonly codeHref: string;
  readonly pictureHref: string;
  readonly pictureAlt: string;
  /** read inside WeChat: no calendar file, and the picture to be held down */
  readonly weChat: boolean;
  readonly day: string;
  readonly time: string;
  readonly services: readonly string[];
  readonly minutes: string;
  readonly site: {
    readonly name: string;
    /** null: it has no page any more */
    readonly href: string | null;
    readonly address: string | null;
    readonly note: string | null;
  };
  readonly telephone: string | null;
  readonly telephoneHref: string | null;
  readonly mapHref: string | null;
  readonly byWechat: WechatView | null;
  /** whom else is told, masked by nobody: its holder has named them; and when is reminded */
  readonly told: { readonly second: string | null; readonly reminders: string };
  readonly people: readonly { readonly title: string; readonly text: string }[];
  readonly checklist: ChecklistView;
  readonly ticks: ReadonlySet<string>;
  readonly ready: string;
  /** the same with a place for how many, for the browser */
  readonly readyPattern: string;
  readonly advice: readonly string[];
  readonly active: boolean;
  readonly upcoming: boolean;
  /** whether a message reaches whoever booked */
  readonly heard: Heard;
  /** the site takes no visits any more: nothing can be changed online */
  readonly siteOff: boolean;
  readonly may: HolderOptions;
  readonly cutOff: string;
  /** waiting for an earlier time, or for a place after a visit in which the office failed; null: neither */
  readonly waits: 'earlier' | 'failed' | null;
  readonly handling: HandlingView | null;
  readonly calendarHref: string;
  readonly evidence: EvidenceView;
  readonly links: BookingLinks;
}

interface QueuedView {
  readonly number: string;
  readonly href: string;
}

export interface BookingShown extends Partial<Pick<BookingView, 'heard' | 'queued' | 'weChat' | 'byWechat'>> {
  /** names what has just been done */
  readonly done?: unknown;
  /** what a branch does for the enterprise */
  readonly agency?: AgencyCase | null;
  /** what the office owes, and what stands in the way */
  readonly evidence?: EvidenceView;
  readonly refused?: RefusalCode | null;
  readonly undo?: UndoView | null;
  readonly inRow?: InRow | null;
  readonly ownLink?: OwnLinkView | null;
}

/** Everything that the page of a booking shows. */
export function bookingView(
  held: Held,
  {
    done = null,
    agency = null,
    evidence = nothingToSay,
    refused = null,
    undo = null,
    inRow = null,
    ownLink = null,
    heard = 'told',
    queued = null,
    weChat = false,
    byWechat = null,
  }: BookingShown = {},
): BookingView {
  const { booking, site, catalogue, checklist, page } = held;
  const { t, locale } = page;
  const format = formatting(locale, site.timeZone);
  const may = optionsOf(held);
  // an address that is opened again must not say "moved" of a visit that was cancelled since
  const announced = announcedChanges.find(
    (change) => change === done && (isActive(booking.state) || announcedAfterwards.has(change)),
  );
  const list = checklistView(checklist, page);
  const ticks = new Set(booking.ticks);
  const ready = list.groups.flatMap(({ items }) => items).filter(({ key }) => ticks.has(key)).length;
  return {
    reference: booking.reference,
    state: booking.state,
    stateText: stateText(booking, evidence, t),
    holds: isActive(booking.state) && evidence.prevented === null,
    stateHelp: stateHelpOf(held, { undo, agency, evidence, heard }),
    notice: announced === undefined ? null : t(`manage.done.${announced}`),
    refused: refused === null ? null : t(`refusal.${refused}`),
    undo,
    inRow,
    ownLink,
    queued,
    codeHref: paths.booking.code(booking.reference),
    pictureHref: paths.booking.picture(booking.reference),
    pictureAlt: t('manage.picture.alt', {
      when: format.dayTime(booking.start),
      site: site.name[locale],
      reference: booking.reference,
    }),
    weChat,
    day: format.fullDay(booking.start),
    time: format.time(booking.start),
    services: serviceNames(booking.services, catalogue, page),
    minutes: t('common.minutes', { minutes: booking.minutes }),
    ...placeOf(held),
    byWechat,
    told: toldOf(held),
    people: peopleOf(held),
    checklist: list,
    ticks,
    ready: t('booking.ready', { ready, all: list.count }),
    readyPattern: t('booking.ready', { ready: '{ready}', all: list.count }),
    advice: checklist.advice.map(({ words }) => words[locale]),
    active: isActive(booking.state),
    upcoming: booking.state === 'confirmed',
    heard,
    siteOff: !site.active,
    may,
    cutOff: format.dayTime(may.until),
    waits: waitsFor(held),
    handling: handlingView(held, agency, heard),
    calendarHref: paths.booking.calendar(booking.reference),
    evidence,
    links: linksOf(booking),
  };
}

function stateText({ state }: Booking, { released, prevented }: EvidenceView, t: Held['page']['t']): string {
  if (prevented !== null) return t('manage.prevented.state');
  return released?.state ?? t(`booking.state.${state}`);
}

function placeOf({
  site,
  page,
}: Held): Pick<BookingView, 'site' | 'telephone' | 'telephoneHref' | 'mapHref'> {
  const { locale } = page;
  const { telephone } = site;
  return {
    site: {
      name: site.name[locale],
      href: site.active ? paths.site(site.code) : null,
      address: site.address?.[locale] ?? null,
      note: site.note?.[locale] ?? null,
    },
    telephone,
    telephoneHref: telephone === null ? null : telephoneHref(telephone),
    mapHref:
      site.address === null
        ? null
        : withQuery('https://uri.amap.com/search', { keyword: site.address['zh-CN'] }),
  };
}

function peopleOf({ booking, page }: Held): BookingView['people'] {
  const { enterprise, contact } = booking;
  const lines = [
    ['enterprise', enterprise.name],
    ['creditCode', enterprise.creditCode],
    ['customsCode', enterprise.customsCode],
    ['name', contact.name],
    ['mobile', contact.mobile],
    ['email', contact.email],
    ['telephone', contact.telephone],
  ] as const;
  return lines.flatMap(([field, text]) =>
    text === null ? [] : [{ title: page.t(`book.field.${field}`), text }],
  );
}

function toldOf({ booking, page }: Held): BookingView['told'] {
  const { t } = page;
  const { second, reminders } = booking;
  const kinds = (reminders ?? usualReminders).map((kind) => t(`manage.messages.kind.${kind}`));
  return {
    second: second ? [second.email, second.mobile].filter((one) => one !== null).join(' ') : null,
    reminders: kinds.length === 0 ? t('manage.messages.never') : kinds.join(t('book.listSeparator')),
  };
}
