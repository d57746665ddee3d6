import type { ReminderKind } from '../message/reminder-kinds.ts';
import type { Booking, SecondRecipient } from './booking.ts';

/** The holder says whom else to tell, and when to remind. */
export interface ChooseMessages {
  readonly type: 'choose_messages';
  readonly booking: string;
  readonly site: string;
  readonly second: SecondRecipient | null;
  readonly reminders: readonly ReminderKind[] | null;
}

export interface MessagesChosen {
  readonly type: 'messages_chosen';
  readonly booking: Booking;
  /** who was told before */
  readonly from: SecondRecipient | null;
}
