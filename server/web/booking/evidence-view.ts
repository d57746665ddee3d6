import type { System } from '../../actions/system.ts';
import { partClosedOver, whatPrevents } from '../../domain/booking/prevented-visit.ts';
import { closureReason } from '../../domain/message/closure-reason.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import { type EarlierView, earlierView } from './earlier-consent.ts';
import { type Held, optionsOf } from './holder-page.ts';
import { type ObjectionView, objectionView, type RefusedObjection } from './objection-view.ts';
import { type TimesView, timesView } from './offered-times.ts';
import { type ReleasedView, releasedView } from './released-view.ts';
import { type InsteadView, insteadView } from './visit-instead.ts';

/** Why a visit to come cannot take place, and what to do. */
export interface PreventedView {
  readonly text: string;
  /** empty: nobody has said */
  readonly reason: string;
  readonly next: string;
  /** where another time is chosen; null: not possible */
  readonly move: string | null;
}

/** What the page says of the office's part in a visit. */
export interface EvidenceView {
  /** null: the visit can take place, or is over */
  readonly prevented: PreventedView | null;
  /** other times to choose from */
  readonly times: TimesView | null;
  readonly instead: InsteadView | null;
  readonly objection: ObjectionView | null;
  readonly released: ReleasedView | null;
  readonly earlier: EarlierView | null;
}

export const nothingToSay: EvidenceView = {
  prevented: null,
  times: null,
  instead: null,
  objection: null,
  released: null,
  earlier: null,
};

/** `refused`: what was typed as an objection and not taken. */
export async function evidenceView(
  system: System,
  held: Held,
  refused: RefusedObjection | null = null,
): Promise<EvidenceView> {
  const times = await timesView(system, held);
  return {
    prevented: preventedView(held),
    times,
    instead: await insteadView(system, held),
    objection: await objectionView(system, held, refused),
    released: await releasedView(system, held),
    earlier: await earlierView(system, held),
  };
}

/** As the hours and closures are now: a closure shows as soon as it is saved. */
function preventedView(held: Held): PreventedView | null {
  const { booking, site, catalogue, page } = held;
  const { t, locale } = page;
  if (booking.state !== 'confirmed' || !site.active) return null;
  const { fullDay, time } = formatting(locale, site.timeZone);
  const { move } = optionsOf(held);
  const ask = { site, calendar: catalogue.calendar };
  const prevented = whatPrevents(ask, booking);
  if (prevented === null) return null;
  const reason =
    closureReason(site, booking.start, locale) ?? partClosedOver(ask, booking)?.reason[locale].trim() ?? '';
  return {
    text: t(`manage.prevented.${prevented}`, { day: fullDay(booking.start), time: time(booking.start) }),
    reason: reason === '' ? '' : t('manage.prevented.reason', { reason }),
    next: t(move ? 'manage.prevented.move' : 'manage.prevented.wait'),
    move: move ? paths.booking.move(booking.reference) : null,
  };
}
