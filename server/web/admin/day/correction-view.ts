import type { Objection } from '../../../domain/booking/objection.ts';
import { formatting } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { type BookingPlace, daySection } from './day-place.ts';

/** What can be said of a missed visit, and what its visitor says. */
export interface CorrectionView {
  readonly action: string;
  readonly said: { readonly words: string; readonly due: string } | null;
  /** an objection waits for its answer */
  readonly mayDecline: boolean;
}

/** Null: the visit was not missed, or it is not theirs to say. */
export function correctionView(
  { booking, site, page, mayChange }: BookingPlace,
  objection: Objection | null,
): CorrectionView | null {
  if (booking.state !== 'missed' || !mayChange) return null;
  const { fullDay } = formatting(page.locale, site.timeZone);
  const waits = objection !== null && objection.declinedAt === null;
  return {
    action: paths.admin.act(daySection, booking.reference, 'correction'),
    said:
      objection === null
        ? null
        : {
            words: objection.words ?? '',
            due: waits ? page.t('day.acts.due', { due: fullDay(objection.dueAt - 1) }) : '',
          },
    mayDecline: waits,
  };
}
