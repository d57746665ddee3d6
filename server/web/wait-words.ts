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

/** How a page writes two ends, and a wait that nobody would notice. */
interface PageWords {
  readonly range: 'site.wait' | 'kiosk.wait.range' | 'ticket.waitRange' | 'counter.wait';
  readonly soon: 'site.noWait' | 'kiosk.wait.none' | 'ticket.waitSoon';
}

/**
 * A wait in the reader's words: minutes as they can be told and as the page writes them, unless the truth is "after 13:00", and what doubt
 * there is about today.
 */
export function waitWords(
  wait: SaidWait,
  words: PageWords,
  timeZone: string,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
): string {
  const { after, notToday } = wait;
  if (notToday !== undefined && notToday >= 50) return t('site.waitNotToday', { share: notToday });
  if (minutesToTell(wait) === 'not_today') return t('site.waitHardlyToday');
  const instant = typeof after === 'string' ? Date.parse(after) : after;
  const said =
    instant === undefined
      ? minutesWords(wait, words, t)
      : afterWords(wait, formatting(locale, timeZone).time(instant), t);
  return notToday === undefined ? said : t('site.waitDoubt', { wait: said, share: notToday });
}

function minutesWords({ low, high }: SaidWait, { range, soon }: PageWords, t: PageContext['t']): string {
  switch (minutesToTell({ low, high })) {
    case 'soon':
      return t(soon);
    case 'up_to':
      return t('site.waitUpTo', { high });
    case 'about':
      return t('site.waitAbout', { minutes: high });
    case 'at_least':
      return t('site.waitOver', { low });
    case 'range':
      return t(range, { low, high });
    default:
      return t('site.waitUnknown');
  }
}

function afterWords({ low, high }: SaidWait, time: string, t: PageContext['t']): string {
  return minutesToTell({ low, high }) === 'range'
    ? t('site.waitAfter', { time, low, high })
    : t('site.waitAfterOnly', { time });
}

/** Of the reader's own ticket; null: it cannot be said. */
export function ownWaitWords(
  wait: SaidWait | null,
  timeZone: string,
  page: Pick<PageContext, 't' | 'locale'>,
): string {
  if (wait === null) return page.t('ticket.waitUnknown');
  return waitWords(wait, { range: 'ticket.waitRange', soon: 'ticket.waitSoon' }, timeZone, page);
}
