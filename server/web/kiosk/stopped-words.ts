import type { Site } from '../../domain/catalogue/site.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import type { KioskState } from './kiosk-state.ts';

/** Why a queue gives no tickets now; null: it does. */
export function stoppedWords(
  { stopped, closed }: Pick<KioskState, 'stopped' | 'closed'>,
  queue: string,
  { timeZone }: Pick<Site, 'timeZone'>,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
): string | null {
  const its = closed.get(queue);
  if (its !== undefined)
    return t('places.closedUntil', {
      until: formatting(locale, timeZone).time(its.until),
      reason: its.reason[locale],
    });
  return stopped.has(queue) ? t('kiosk.services.stopped') : null;
}
