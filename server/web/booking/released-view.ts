import type { System } from '../../actions/system.ts';
import { releaseOf } from '../../store/booking/cluster-query.ts';
import { objectionOf } from '../../store/booking/objection-query.ts';
import type { Held } from './holder-page.ts';

/** That the office has taken the place of a visit, and why. */
export interface ReleasedView {
  readonly state: string;
  readonly because: string;
  /** its holder has objected, and is right */
  readonly granted: boolean;
}

/** Null: it has not. */
export async function releasedView(
  { database: { reader } }: System,
  { booking, page: { t } }: Held,
): Promise<ReleasedView | null> {
  const cause = await releaseOf(reader, booking);
  if (cause === null) return null;
  const objection = await objectionOf(reader, booking.id);
  return {
    state: t('manage.released.state'),
    because: t('manage.released.because', { reason: t(`clusters.cause.${cause}`) }),
    granted: (objection?.grantedAt ?? null) !== null,
  };
}
