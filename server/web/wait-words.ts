import { minutesToTell } from '../domain/queue/forecast/until-closing.ts';
import { formatting } from './formatting.ts';
import type { PageContext } from './page-context.ts';

interface SaidWait {
  readonly low: number;
  readonly high: number;
  /** epoch ms, or as a board writes it */
  readonly after?: number | string;
  readonly notToday?: number;
}

/**
 * A wait in the reader's words: `range` as the page writes minutes, unless the truth is "after 13:00", and what doubt there is about today.
 */
export function waitWords(
  wait: SaidWait,
  range: string,
  timeZone: string,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
): string {
  const { low, high, after, notToday } = wait;
  if (notToday !== undefined && notToday >= 50) return t('site.waitNotToday', { share: notToday });
  const says = minutesToTell(wait);
  if (says === 'not_today') return t('site.waitHardlyToday');
  const instant = typeof after === 'string' ? Date.parse(after) : after;
  const time = instant === undefined ? '' : formatting(locale, timeZone).time(instant);
  const minutes =
    says === 'unknown' ? t('site.waitUnknown') : says === 'at_least' ? t('site.waitOver', { low }) : range;
  const later =
    says === 'range' ? t('site.waitAfter', { time, low, high }) : t('site.waitAfterOnly', { time });
  const said = instant === undefined ? minutes : later;
  return notToday === undefined ? said : t('site.waitDoubt', { wait: said, share: notToday });
}

/** Of the reader's own ticket; null: it cannot be said. */
export function ownWaitWords(
  wait: SaidWait | null,
  timeZone: string,
  page: Pick<PageContext, 't' | 'locale'>,
): string {
  const { t } = page;
  if (wait === null) return t('ticket.waitUnknown');
  if (wait.high <= 1) return t('ticket.waitSoon');
  return waitWords(wait, t('ticket.waitRange', { low: wait.low, high: wait.high }), timeZone, page);
}
