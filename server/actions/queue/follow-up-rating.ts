import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import { formatActor, type StaffActor } from '../../domain/staff/actor.ts';
import { type RatingCase, ratingCase } from '../../store/queue/rating-case-query.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

/** What a visitor says after one of the two lowest ratings. */
export interface FollowUpWish {
  readonly ticket: string;
  readonly wantsContact: boolean;
  /** an e-mail address or a mobile number, as their parsers give them */
  readonly contact: string | null;
  readonly words: string | null;
}

/**
 * Keeps what a visitor says, once: whoever sends the form again has said it. An office that was quicker with its answer is asked again when
 * the visitor wants to be called. Refuses with unknown_ticket.
 */
export async function wishFollowUp(
  { database }: Pick<System, 'database'>,
  { ticket, wantsContact, contact, words }: FollowUpWish,
): Promise<Outcome<null>> {
  const said = { wants_contact: wantsContact, contact: wantsContact ? contact : null, words };
  const kept = await database
    .writer('rating_case')
    .where({ ticket })
    .whereNull('wants_contact')
    .update(wantsContact ? { ...said, answered_at: null, answered_by: null } : said);
  if (kept > 0 || (await ratingCase(database.reader, ticket)) !== null) return accept(null);
  return refuse('unknown_ticket');
}

/**
 * Records what was done about a low rating; said again it is put right, and stays answered when and by whom it was first. `seen` is the
 * case as the form showed it. Refuses with unknown_ticket, stale_form.
 */
export async function answerRating(
  system: Pick<System, 'database' | 'clock' | 'secrets'>,
  seen: RatingCase,
  answer: string,
  staff: StaffActor,
): Promise<Outcome<null>> {
  const { engine, writer } = system.database;
  return writer.transaction(async (transaction): Promise<Outcome<null>> => {
    const at = system.clock.now();
    const known = await ratingCase(transaction, seen.ticket);
    if (known === null) return refuse('unknown_ticket');
    if (known.answer !== seen.answer) return refuse('stale_form');
    const first = known.answeredAt === null ? { answered_at: at, answered_by: formatActor(staff) } : {};
    const changed = await transaction('rating_case')
      .where({ ticket: seen.ticket, answer: seen.answer })
      .update({ answer, ...first });
    // somebody else was quicker
    if (changed === 0) return refuse('stale_form');
    const writes = new WriteSet();
    writeAudit(
      {
        actor: staff,
        action: 'rating.answer',
        subject: `${known.site} ${known.day} ${known.number}`,
        before: { answeredAt: known.answeredAt },
        after: { answeredAt: known.answeredAt ?? at },
        result: 'done',
      },
      { id: system.secrets.newId(), at },
      writes,
    );
    await writeRows(transaction, engine, writes);
    return accept(null);
  });
}
