import type { StaffSlots } from '../../../actions/booking/staff-slots.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { Refusal } from '../../../domain/outcome.ts';
import type { RefusalCode } from '../../../domain/refusal-codes.ts';
import { isWordKey } from '../../../locales/words.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';

export interface TimeChoice {
  readonly start: number;
  readonly time: string;
  readonly left: string;
  readonly full: boolean;
  readonly chosen: boolean;
}

export function timesView(
  slots: StaffSlots['slots'],
  site: Pick<Site, 'timeZone'>,
  chosen: number | null,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
): TimeChoice[] {
  const { time } = formatting(locale, site.timeZone);
  return slots.map(({ start, free, kept }) => ({
    start,
    time: time(start),
    left: leftOf(free, kept, t),
    full: free === 0 && kept === 0,
    chosen: start === chosen,
  }));
}

function leftOf(free: number, kept: number, t: PageContext['t']): string {
  if (free > 0) return kept > 0 ? t('day.time.kept', { free, kept }) : t('book.time.left', { count: free });
  // said before it is chosen, not after
  const left = kept > 0 ? t('day.time.kept', { free, kept }) : t('day.time.full');
  return t('day.time.needsReason', { left });
}

/** Why staff were refused: where a reason would help, the rule that stands in the way is named, too. */
export function refusalText({ code, details }: Refusal, { t }: Pick<PageContext, 't'>): string {
  const rule = details?.['rule'];
  const key = `refusal.${String(rule)}`;
  const first = code === 'reason_required' && isWordKey(key) ? `${t(key)} ` : '';
  return first + t(code === 'reason_required' ? 'day.reasonRequired' : `refusal.${code}`);
}

/** A reason that is wanted is the form's matter; all else is how the day stands. */
export function statusOfRefusal(code: RefusalCode): 409 | 422 {
  return code === 'reason_required' ? 422 : 409;
}
