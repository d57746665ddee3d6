import { longestObjection } from '../../actions/booking/object-to-missed.ts';
import type { System } from '../../actions/system.ts';
import { objectionState } from '../../domain/booking/objection.ts';
import { objectionOf } from '../../store/booking/objection-query.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import type { Held } from './holder-page.ts';

export interface RefusedObjection {
  readonly words: string;
  readonly error: string;
}

/** What the holder of a missed visit can say against it, or what became of what was said. */
export interface ObjectionView {
  /** null: it has been said */
  readonly form: {
    readonly post: string;
    readonly longest: number;
    readonly words: string;
    readonly error: string | null;
  } | null;
  readonly said: readonly string[];
}

/** Null: the visit is no missed one. */
export async function objectionView(
  system: System,
  { booking, site, page }: Held,
  refused: RefusedObjection | null,
): Promise<ObjectionView | null> {
  if (booking.state !== 'missed') return null;
  const { t, locale, now } = page;
  const known = await objectionOf(system.database.reader, booking.id);
  if (known === null) {
    const form = {
      post: paths.booking.objection(booking.reference),
      longest: longestObjection,
      words: refused?.words ?? '',
      error: refused?.error ?? null,
    };
    return { form, said: [] };
  }
  if (objectionState(known, booking.state, now) !== 'declined') {
    const due = formatting(locale, site.timeZone).fullDay(known.dueAt - 1);
    return { form: null, said: [t('manage.objection.sent', { due })] };
  }
  const reason = known.answer ? [t('manage.objection.reason', { reason: known.answer })] : [];
  return { form: null, said: [t('manage.objection.declined'), ...reason] };
}
