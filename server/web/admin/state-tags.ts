import type { HallStateKind } from '../../domain/queue/hall/hall-state.ts';

/** How the state of a hall is marked in a list. */
export const stateTags: Readonly<Record<HallStateKind, string>> = {
  before_opening: 'tag tag--faint',
  open: 'tag tag--done',
  last_call: 'tag tag--done',
  break: 'tag tag--faint',
  closing: 'tag tag--now',
  closed: 'tag tag--faint',
  paused: 'tag tag--now',
};
