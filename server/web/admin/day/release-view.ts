import type { Objection } from '../../../domain/booking/objection.ts';
import { formatting } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { type BookingPlace, daySection } from './day-place.ts';

/** What the visitor says against the release of their place, and what became of it. */
export interface ReleaseCaseView {
  readonly words: string;
  /** until when it has to be answered; null: it has been */
  readonly due: string | null;
  /** null: it waits */
  readonly answered: string | null;
  /** null: nothing to answer, or not theirs to do */
  readonly action: string | null;
}

/** Null: nobody has said anything. */
export function releaseCaseView(
  { booking, site, page, mayChange }: BookingPlace,
  objection: Objection | null,
): ReleaseCaseView | null {
  if (objection?.kind !== 'released') return null;
  const { t, locale } = page;
  const waits = objection.declinedAt === null && objection.grantedAt === null;
  const end = objection.grantedAt === null ? 'declined' : 'granted';
  return {
    words: objection.words ?? '',
    due: waits
      ? t('day.acts.due', { due: formatting(locale, site.timeZone).fullDay(objection.dueAt - 1) })
      : null,
    answered: waits ? null : t(`day.release.${end}`, { reason: objection.answer ?? '' }),
    action: waits && mayChange ? paths.admin.act(daySection, booking.reference, 'correction') : null,
  };
}
