import type { System } from '../../actions/system.ts';
import type { MessageTemplate } from '../../domain/message/message.ts';
import { isWordKey } from '../../locales/words.ts';
import { hearsOf } from '../booking/hears-of.ts';
import type { BookingPlace } from './day/day-place.ts';

interface DoneAct {
  readonly key: string;
  /** what the act has written to whoever booked; undefined: nothing */
  readonly template: MessageTemplate | undefined;
}

/** What was done, and that a message tells it, or that nothing can, so that somebody telephones. Null: no such act. */
export async function doneSentence(
  system: Pick<System, 'config' | 'database'>,
  { booking, page: { t } }: BookingPlace,
  { key, template }: DoneAct,
): Promise<string | null> {
  if (!isWordKey(key)) return null;
  if (template === undefined) return t(key);
  const heard = await hearsOf(system, booking, template);
  return t('common.sentences', {
    first: t(key),
    next: t(heard === 'told' ? 'day.tells.goes' : 'day.tells.cannot'),
  });
}
