import type { HallState } from '../hall/hall-state.ts';

export const hallSentences = [
  'beforeOpening',
  'beforeOpeningBecause',
  'open',
  'lastCall',
  'break',
  'closing',
  'closed',
  'closedBecause',
  'paused',
  'pausedBecause',
] as const;

/** The sentence that says a hall's state, on every surface the same. `{time}`: until or from when it is open; `{reason}`. */
export type HallSentence = (typeof hallSentences)[number];

export function hallSentence({
  kind,
  reason,
}: Pick<HallState, 'kind'> & { readonly reason: unknown }): HallSentence {
  const because = reason !== null && reason !== undefined;
  switch (kind) {
    case 'before_opening':
      return because ? 'beforeOpeningBecause' : 'beforeOpening';
    case 'closed':
      return because ? 'closedBecause' : 'closed';
    case 'paused':
      return because ? 'pausedBecause' : 'paused';
    case 'last_call':
      return 'lastCall';
    default:
      return kind;
  }
}
