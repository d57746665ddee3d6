import type { Knex } from 'knex';
import type { Engine } from '../database.ts';

/**
 * Takes everything away that staff have typed about a booking, because it may name somebody: notes, reasons in its history and beside the
 * audit, why its ticket was called out of turn and the note on it;
 * and what the visitor and they said about a low rating or a missed visit. That something was done, by whom and when, stays.
 */
export async function forgetTextsOf(connection: Knex, engine: Engine, booking: string): Promise<void> {
  await connection('booking_note').where({ booking }).delete();
  await connection('audit_words').where({ about: booking }).delete();
  await connection('objection').where({ booking }).update({ words: null, answer: null });
  await connection('booking_event')
    .where({ booking })
    .andWhereRaw(`${field(engine, 'reason')} is not null`)
    .update({ data: connection.raw(withoutReason(engine)) });
  const tickets = await connection('ticket').where({ booking }).select('id', 'site', 'day');
  for (const { id, site, day } of tickets) {
    const about = (events: Knex.QueryBuilder) =>
      events.andWhere({ day }).andWhere('data', 'like', `%"${id}"%`);
    await about(calledOutOfTurn(connection, engine, site)).update({
      data: connection.raw(emptied(engine, 'outOfTurn')),
    });
    await about(noted(connection, engine, site)).update({ data: connection.raw(emptied(engine, 'note')) });
    await connection('ticket').where({ id }).whereNotNull('note').update({ note: '' });
    await connection('rating_case').where({ ticket: id }).update(withoutWords);
  }
}

/** A case that was answered stays answered. */
const withoutWords = { contact: null, words: null, answer: null };

/**
 * Empties what was typed at a site on days before one (local date): why tickets were called out of turn, notes on them, why it paused and what was said about low ratings. Nobody's booking
 * leads there. Events and stored rows change alike, so that playing the day still gives what is stored. Answers how many there were.
 */
export async function forgetHallReasons(
  connection: Knex,
  engine: Engine,
  site: string,
  day: string,
): Promise<number> {
  return connection.transaction(async (transaction) => {
    const called = await calledOutOfTurn(transaction, engine, site)
      .andWhere('day', '<', day)
      .update({ data: transaction.raw(emptied(engine, 'outOfTurn')) });
    const notes = await noted(transaction, engine, site)
      .andWhere('day', '<', day)
      .update({ data: transaction.raw(emptied(engine, 'note')) });
    await transaction('ticket')
      .where({ site })
      .andWhere('day', '<', day)
      .andWhereNot('note', '')
      .update({ note: '' });
    const rated = await transaction('rating_case')
      .whereIn('ticket', transaction('ticket').where({ site }).andWhere('day', '<', day).select('id'))
      .andWhere((query) => query.whereNotNull('contact').orWhereNotNull('words').orWhereNotNull('answer'))
      .update(withoutWords);
    const paused = await transaction('hall_event')
      .where({ site })
      .whereIn('type', ['hall_paused', 'counter_paused'])
      .andWhere('day', '<', day)
      .andWhereRaw(`${field(engine, 'reason')} <> ''`)
      .update({ data: transaction.raw(emptied(engine, 'reason')) });
    // a day that was never closed is still paused
    for (const table of ['hall_day', 'hall_counter'])
      await transaction(table)
        .where({ site })
        .andWhere('day', '<', day)
        .andWhereNot('pause_reason', '')
        .update({ pause_reason: '' });
    return called + notes + rated + paused;
  });
}

/** Forgets reasons beside the audit that were typed before an instant (epoch ms), whatever they are about. Answers how many. */
export async function forgetWordsBefore(connection: Knex, before: number): Promise<number> {
  return connection('audit_words').where('at', '<', before).delete();
}

/** Calls with words that are still there; an empty text stays one for the statistics, which count such calls. */
function calledOutOfTurn(connection: Knex, engine: Engine, site: string): Knex.QueryBuilder {
  return connection('hall_event')
    .where({ site, type: 'ticket_called' })
    .andWhereRaw(`${field(engine, 'outOfTurn')} <> ''`);
}

/** Changes of tickets with a note for whoever calls them. */
function noted(connection: Knex, engine: Engine, site: string): Knex.QueryBuilder {
  return connection('hall_event')
    .where({ site, type: 'ticket_changed' })
    .andWhereRaw(`${field(engine, 'note')} <> ''`);
}

/** Null when it is not there, or null there. */
function field(engine: Engine, name: 'reason' | 'outOfTurn' | 'note'): string {
  return engine === 'postgres' ? `(data::jsonb ->> '${name}')` : `json_extract(data, '$.${name}')`;
}

function withoutReason(engine: Engine): string {
  return engine === 'postgres' ? `(data::jsonb - 'reason')::text` : `json_remove(data, '$.reason')`;
}

function emptied(engine: Engine, name: 'reason' | 'outOfTurn' | 'note'): string {
  return engine === 'postgres'
    ? `jsonb_set(data::jsonb, '{${name}}', '""')::text`
    : `json_set(data, '$.${name}', '')`;
}
