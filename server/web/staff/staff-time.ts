import type { Locale } from '../../domain/catalogue/words.ts';
import { formatting } from '../formatting.ts';

/** Staff of all sites read the same list, so it is in one zone; every site of ours is in it. */
export const staffZone = 'Asia/Shanghai';

/** An instant (epoch ms) in a list for staff: 2026-11-24 周二 09:15. */
export function staffTime(at: number, locale: Locale): string {
  return formatting(locale, staffZone).listTime(at);
}
