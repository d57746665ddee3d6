import type { OutboxState } from './message.ts';

/** Whether somebody knows: told is who was reached, not whom a message was written to. */
export type Told = 'told' | 'on_its_way' | 'not_told';

/** From all messages that were to say the same to one person. */
export function toldBy(messages: readonly { readonly state: OutboxState }[]): Told {
  if (messages.some(({ state }) => state === 'sent')) return 'told';
  return messages.some(({ state }) => state === 'queued' || state === 'sending') ? 'on_its_way' : 'not_told';
}
