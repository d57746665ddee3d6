import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { journeyHref } from './journey.ts';
import type { Step } from './journey-step.ts';
import { nearChoices, type SlotChoice } from './offer-view.ts';
import type { TimeState } from './time-state.ts';

/** A wanted time that is gone: what happened, and the nearest that are free. */
export interface GoneView {
  readonly heading: string;
  readonly text: string;
  readonly near: readonly SlotChoice[];
  readonly action: string;
  /** all times; null: they are on this very page */
  readonly moreHref: string | null;
}

/** Refusals that say that the chosen time is no more. */
export const aboutTime: ReadonlySet<string> = new Set([
  'slot_taken',
  'hold_expired',
  'hold_mismatch',
  'not_offered',
  'too_early',
  'too_late',
]);

/** A time that is over was taken by nobody. */
export function goneHeading({ t, now }: PageContext, start: number, ranOut: boolean): string {
  if (start <= now) return t('book.gone.past');
  return t(ranOut ? 'book.gone.ranOut' : 'book.gone.taken');
}

/** What to say when the chosen time has gone; null: it has not. */
export function goneView({ journey, site, page }: Step, timeState: TimeState): GoneView | null {
  if (timeState.kind !== 'gone' || site === null || journey.start === null) return null;
  const { t, locale } = page;
  const when = formatting(locale, site.timeZone).dayTime(journey.start);
  return {
    heading: goneHeading(page, journey.start, timeState.ranOut),
    text: journey.start <= page.now ? t('book.gone.pastText') : t('book.gone.text', { when }),
    near: nearChoices(timeState.near, site, page),
    action: journeyHref(paths.book.time(), journey),
    moreHref: journeyHref(paths.book.time(), journey),
  };
}
