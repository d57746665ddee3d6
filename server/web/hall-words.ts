import type { Site } from '../domain/catalogue/site.ts';
import type { HallState, HallStateKind } from '../domain/queue/hall/hall-state.ts';
import type { Board } from '../domain/queue/screens/board.ts';
import { hallSentence } from '../domain/queue/screens/hall-sentence.ts';
import { formatting } from './formatting.ts';
import type { PageContext } from './page-context.ts';

/** The state of a hall in the reader's words: every page takes it from here (H8). */
export interface HallWords {
  readonly kind: HallStateKind;
  readonly text: string;
  /** when it opens again, after its day; null: nothing to add */
  readonly detail: string | null;
  /** whether somebody who is served or waits may go on */
  readonly open: boolean;
}

type StateFacts = Pick<HallState, 'kind' | 'opensAt' | 'openUntil' | 'reason'>;

export function hallWords(
  state: StateFacts,
  { timeZone }: Pick<Site, 'timeZone'>,
  { t, locale }: Pick<PageContext, 't' | 'locale'>,
): HallWords {
  const { kind, opensAt, openUntil, reason } = state;
  const { time, dayTime } = formatting(locale, timeZone);
  const at = openUntil ?? opensAt;
  const text = t(`hall.${hallSentence(state)}`, {
    time: at === null ? '' : time(at),
    reason: reason?.[locale] ?? '',
  });
  const over = kind === 'closed' || kind === 'closing';
  return {
    kind,
    text,
    detail: over && opensAt !== null ? t('hall.opensNext', { time: dayTime(opensAt) }) : null,
    open: kind === 'open' || kind === 'last_call',
  };
}

/** The state that a board carries, as instants again. */
export function stateOn({ state, opensAt, openUntil, reason }: Board): StateFacts {
  return {
    kind: state,
    opensAt: opensAt === undefined ? null : Date.parse(opensAt),
    openUntil: openUntil === undefined ? null : Date.parse(openUntil),
    reason: reason ?? null,
  };
}
