import { offeredTimes } from '../../actions/booking/offered-times.ts';
import type { System } from '../../actions/system.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import { type Held, optionsOf } from './holder-page.ts';

/** Other times that are kept for a visit which cannot take place as it was booked. */
export interface TimesView {
  /** until when can be answered, or what the answer "none" means */
  readonly text: string;
  /** the same on paper */
  readonly printed: string;
  readonly take: string;
  /** none: it was answered that none suits */
  readonly times: readonly {
    readonly start: string;
    /** what the press says, and the bare time */
    readonly text: string;
    readonly when: string;
  }[];
  readonly none: { readonly post: string; readonly text: string } | null;
  /** where another time is chosen, and where the visit is cancelled; null: not possible online */
  readonly move: string | null;
  readonly cancel: string | null;
}

/** Null: nothing is offered. */
export async function timesView(system: System, held: Held): Promise<TimesView | null> {
  const { booking, site, catalogue, page } = held;
  const offer = await offeredTimes(system, catalogue, booking);
  if (offer === null) return null;
  const { t } = page;
  const { fullDay, time } = formatting(page.locale, site.timeZone);
  const at = (instant: number): string => `${fullDay(instant)} ${time(instant)}`;
  const until = at(offer.until);
  const may = optionsOf(held);
  const { reference } = booking;
  const links = {
    take: paths.booking.times(reference),
    move: may.move ? paths.booking.move(reference) : null,
    cancel: may.cancel ? paths.booking.cancellation(reference) : null,
  };
  const declined = t('manage.times.declined', { until });
  if (offer.state === 'declined')
    return { ...links, text: declined, printed: declined, times: [], none: null };
  return {
    ...links,
    text: t('manage.times.text', { until }),
    printed: t('manage.times.printed', { until }),
    times: offer.times.map(({ start }) => ({
      start: String(start),
      text: t('manage.times.take', { when: at(start) }),
      when: at(start),
    })),
    none: { post: paths.booking.noTime(reference), text: t('manage.times.noneText', { until }) },
  };
}
