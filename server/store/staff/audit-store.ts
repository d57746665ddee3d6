import { type Actor, formatActor } from '../../domain/staff/actor.ts';
import type { WriteSet } from '../write-set.ts';

/** Who did what to what, from where, with what result. Kept at least 180 days and never changed. */
export interface AuditEntry {
  readonly actor: Actor;
  /** noun.verb, e.g. "booking.cancel" */
  readonly action: string;
  readonly subject: string;
  readonly before: unknown;
  readonly after: unknown;
  /** "done" or the code of the refusal */
  readonly result: string;
  /**
   * What somebody typed as their reason. It may name a person, so it is kept beside the line and goes when what it is `about` is forgotten:
   * the id of a booking, or "enterprise:<credit code>".
   */
  readonly words?: { readonly about: string; readonly text: string };
}

export function writeAudit(
  entry: AuditEntry,
  { id, at }: { id: string; at: number },
  writes: WriteSet,
): void {
  const { actor, action, subject, result } = entry;
  writes.insert('audit', {
    id,
    at,
    actor: formatActor(actor),
    address: actor.address,
    action,
    subject,
    result,
    before: asText(entry.before),
    after: asText(entry.after),
  });
  const { words } = entry;
  if (words !== undefined && words.text.trim() !== '')
    writes.insert('audit_words', { audit: id, about: words.about, text: words.text.trim(), at });
}

function asText(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
