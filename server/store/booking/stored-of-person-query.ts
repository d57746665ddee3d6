import type { Knex } from 'knex';
import { formatActor, theHolder, theVisitor } from '../../domain/staff/actor.ts';

/** Rows of one table that belong to a booking, or to its tickets. */
interface Part {
  readonly table: string;
  /** its column that leads there */
  readonly by: string;
  readonly of: 'booking' | 'ticket';
  readonly order: readonly string[];
}

const parts = {
  history: { table: 'booking_event', by: 'booking', of: 'booking', order: ['at', 'id'] },
  notes: { table: 'booking_note', by: 'booking', of: 'booking', order: ['at', 'id'] },
  messages: { table: 'outbox', by: 'booking', of: 'booking', order: ['created_at', 'sequence', 'id'] },
  silenced: { table: 'message_opt_out', by: 'booking', of: 'booking', order: ['template'] },
  agency: { table: 'agency_case', by: 'booking', of: 'booking', order: ['booking'] },
  materials: { table: 'agency_document', by: 'booking', of: 'booking', order: ['position'] },
  uploadAgreed: { table: 'upload_consent', by: 'booking', of: 'booking', order: ['given_at'] },
  materialsHistory: { table: 'agency_event', by: 'booking', of: 'booking', order: ['revision'] },
  deletionRequests: { table: 'deletion_request', by: 'booking', of: 'booking', order: ['booking'] },
  objections: { table: 'objection', by: 'booking', of: 'booking', order: ['made_at'] },
  timesOffered: { table: 'time_offer', by: 'booking', of: 'booking', order: ['made_at'] },
  earlierAgreed: { table: 'earlier_consent', by: 'booking', of: 'booking', order: ['given_at'] },
  lookedAt: { table: 'cluster_looked', by: 'booking', of: 'booking', order: ['looked_at'] },
  records: { table: 'audit', by: 'subject', of: 'booking', order: ['at', 'id'] },
  reasons: { table: 'audit_words', by: 'about', of: 'booking', order: ['at', 'audit'] },
  waiting: { table: 'waitlist_entry', by: 'booking', of: 'booking', order: ['created_at', 'id'] },
  certificates: { table: 'certificate', by: 'booking', of: 'booking', order: ['asked_at', 'id'] },
  tickets: { table: 'ticket', by: 'booking', of: 'booking', order: ['issued_at', 'id'] },
  ratings: { table: 'rating', by: 'ticket', of: 'ticket', order: ['at'] },
  ratingCases: { table: 'rating_case', by: 'ticket', of: 'ticket', order: ['opened_at'] },
  origins: { table: 'booking_origin', by: 'booking', of: 'booking', order: ['booking'] },
  inARow: { table: 'booking_series', by: 'booking', of: 'booking', order: ['booking'] },
  calledFirst: { table: 'priority_visit', by: 'booking', of: 'booking', order: ['booking'] },
  aheadNotices: { table: 'ahead_notice', by: 'ticket', of: 'ticket', order: ['asked_at'] },
} as const satisfies Readonly<Record<string, Part>>;

export type StoredPart = keyof typeof parts;

/** What is stored of somebody and not handed out with the rest, by table and column, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  'booking.link': 'what the secret of the link is derived from, which its holder has',
  'booking.token_hash': 'opens the page of the booking; its holder has what it is the hash of',
  'booking.limit_key': 'made of the credit code and the day, both handed out',
  'booking.places': 'numbers of the places that the visit takes, without meaning outside',
  'booking_event.id': 'made for the row',
  'booking_note.id': 'made for the row',
  'booking_note.staff': 'names a member of staff',
  'outbox.id': 'made for the row',
  'outbox.lease_owner': 'names a process of ours',
  'agency_document.file':
    'the name under which we keep the file; the holder opens it on the page of the materials',
  'audit.id': 'made for the row',
  'audit_words.audit': 'made for the row',
  'objection.declined_by': 'names a member of staff',
  'cluster_looked.looked_by': 'names a member of staff',
  'rating_case.answered_by': 'names a member of staff',
  'waitlist_entry.id': 'made for the row',
  'waitlist_entry.token_hash': 'opens the page of the wait; its holder has what it is the hash of',
  'waitlist_entry.offer_hold': 'made for the row that keeps the places',
  'certificate.id': 'opens its page; the holder has the link in a mail',
  'certificate_notice.*': 'when which message was sent, which the messages say',
  'ticket.token': 'opens the page of the ticket; its holder has what it is the hash of',
  'booking_series.series': 'made for the list',
  'booking_series.token_hash': 'opens the list; its holder has what it is the hash of',
  'time_offer.hold': 'made for the rows that keep the places',
  'booking_undo.*': 'what its holder can take back for two minutes, then gone',
  'place.*': 'which places the visit takes; its times are handed out',
  'hall_event.data.was': 'the hall as it was before a command that was taken back, with the calls of others',
  'hall_event.*': 'what happened to the ticket, handed out as its events',
  'hall_counter.*': 'what a counter does now; the ticket says where it is',
  'hall_day.*': 'what screens show, by the number of the ticket',
  'booking_wechat.*':
    'who the holder is to the WeChat account of the office, sealed; the page of the booking says that it is so, and ends it',
  'outgoing_event.*':
    'what other systems were told of the visit, by its reference; its history is handed out',
  'idempotency.*':
    'the answer to a request, kept for a day in case it is repeated; what it says is handed out',
  'upload.*':
    'the file as such; the holder opens it on the page of the materials, name, size and checksum are handed out',
  'upload_chunk.*': 'the bytes of the file',
  'block_lift.*': 'is about the enterprise and may name somebody else there',
};

type Plain = Readonly<Record<string, unknown>>;

/** Everything that rows say of a booking (its id) and its tickets; instants in ISO 8601, who did something by kind only. */
export async function storedOfPerson(
  connection: Knex,
  booking: string,
): Promise<Readonly<Record<StoredPart | 'events', readonly Plain[]>>> {
  const tickets = await connection('ticket').where({ booking }).select('id', 'site', 'day');
  const found: Partial<Record<StoredPart | 'events', readonly Plain[]>> = {};
  for (const name of Object.keys(parts) as StoredPart[]) {
    const { table, by, of, order } = parts[name];
    const keys = of === 'booking' ? [booking] : tickets.map(({ id }) => id);
    const rows = (await connection<Plain>(table)
      .whereIn(by, keys)
      .orderBy([...order])
      .select()) as Plain[];
    found[name] = rows.map((row) => handedOut(table, row));
  }
  const events: Plain[] = [];
  for (const ticket of tickets) events.push(...(await eventsOf(connection, ticket)));
  return { ...(found as Record<StoredPart, readonly Plain[]>), events };
}

interface TicketKey {
  readonly id: string;
  readonly site: string;
  readonly day: string;
}

async function eventsOf(connection: Knex, { id, site, day }: TicketKey): Promise<readonly Plain[]> {
  const rows = await connection('hall_event')
    .where({ site, day })
    .andWhere('data', 'like', `%"${id}"%`)
    .orderBy('version')
    .select('at', 'type', 'data', 'actor');
  return rows.flatMap((row) => {
    const { was: _others, ...data } = JSON.parse(String(row['data'])) as Plain;
    return isAbout(data, id) ? [handedOut('ticket_event', { ...row, data: JSON.stringify(data) })] : [];
  });
}

/** What was taken back of somebody else names the calls that were on the wall then. */
function isAbout({ ticket }: Plain, id: string): boolean {
  return ticket === id || (ticket as { readonly id?: unknown } | null | undefined)?.id === id;
}

/** A row in the words of the application, without what is left out and what is empty. */
function handedOut(table: string, row: Plain): Plain {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column, value]) => value !== null && leftOut[`${table}.${column}`] === undefined)
      // where a member of staff did it from says nothing of the person
      .filter(([column]) => column !== 'address' || themselves.includes(row['actor']))
      .map(([column, value]) => [
        column.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase()),
        plainValue(column, value),
      ]),
  );
}

const themselves: readonly unknown[] = [theHolder, theVisitor].map(formatActor);
const instant = /(^|_)(at|due|start|since)$/;

function plainValue(column: string, value: unknown): unknown {
  if (column === 'actor') return String(value).split(':')[0];
  if (instant.test(column) && typeof value === 'number') return new Date(value).toISOString();
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
