import type { MessageTemplate } from '../domain/message/message.ts';

const preparing: ReadonlySet<MessageTemplate> = new Set([
  'booked',
  'moved',
  'changed',
  'moved_by_office',
  'reminder',
]);

/** Messages that prepare a visit to come: they carry its code and checklist, and say what can be changed. */
export function preparesVisit(template: MessageTemplate): boolean {
  return preparing.has(template);
}
