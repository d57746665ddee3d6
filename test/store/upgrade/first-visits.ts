import { createHash } from 'node:crypto';
import type { Rows } from './rows.ts';

export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex');
const json = JSON.stringify;
const services = json([{ code: 'RENEW', quantity: 1 }]);
const quarter = 15 * 60_000;
const at = (day: string, time: string): number => Date.parse(`${day}T${time}:00+08:00`);

export const pastDays = ['2026-11-20', '2026-11-23', '2026-11-24'] as const;
const daysToCome = [
  ['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30'],
  ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08'],
].flat();

export interface Visit {
  readonly id: string;
  readonly number: number;
  readonly day: string;
  readonly start: number;
  readonly place: number;
  readonly state: 'confirmed' | 'completed' | 'cancelled';
  readonly online: boolean;
}

/** Thirty a day that are over, twenty a day to come, of which some were cancelled and some are handled online. */
export const visits: readonly Visit[] = [...pastDays, ...daysToCome].flatMap((day, count) => {
  const past = pastDays.some((one) => one === day);
  return [...Array(past ? 30 : 20).keys()].map((k): Visit => {
    const slot = past ? k % 15 : k;
    const start = slot < 12 ? at(day, '09:00') + slot * quarter : at(day, '13:00') + (slot - 12) * quarter;
    const state = past ? 'completed' : k === 19 ? 'cancelled' : 'confirmed';
    return {
      id: `b-${day}-${k}`,
      number: count * 100 + k,
      day,
      start,
      place: past ? 1 + Math.floor(k / 15) : 1,
      state,
      online: !past && k === 3,
    };
  });
});

export const referenceOf = ({ number }: Visit): string =>
  `HKWX-${String(number).padStart(4, '0').replaceAll('0', 'C').replaceAll('1', 'D')}`;
export const tokenOf = (visit: Visit): string => `token-of-${visit.id}`;
const made = at('2026-11-19', '10:00');
const parametersOf = (visit: Visit): string =>
  json([
    ['booking', visit.id],
    ['reference', referenceOf(visit)],
    ['site', 'BJ-TSY'],
    ['start', String(visit.start)],
    ['end', String(visit.start + quarter)],
    ['sequence', '0'],
    ['services', services],
    ['answers', '{}'],
    ['enterprise', `企业${visit.number}`],
    ['contact', `王${visit.number}`],
  ]);

const bookings = visits.map((visit) => ({
  id: visit.id,
  reference: referenceOf(visit),
  token_hash: sha256(tokenOf(visit)),
  site: 'BJ-TSY',
  queue: 'BJ-TSY:A',
  day: visit.day,
  starts_at: visit.start,
  ends_at: visit.start + quarter,
  minutes: 10,
  state: visit.state,
  services,
  answers: '{}',
  ticks: '[]',
  enterprise_name: `企业${visit.number}`,
  credit_code: '914403001922038216',
  customs_code: null,
  contact_name: `王${visit.number}`,
  contact_mobile: `138${String(10_000_000 + visit.number)}`,
  contact_email: `n${visit.number}@test.invalid`,
  contact_telephone: null,
  locale: visit.number % 2 === 0 ? 'zh-CN' : 'en',
  consent_version: '2',
  handling: visit.online ? 'online_agency' : 'visit',
  sequence: visit.state === 'cancelled' ? 1 : 0,
  source: 'web',
  places: json([{ queue: 'BJ-TSY:A', start: visit.start, place: visit.place }]),
  limit_key: visit.state === 'confirmed' ? `914403001922038216|${visit.number}|${visit.day}` : null,
  created_at: made,
  updated_at: made,
  anonymised_at: null,
}));

function history(visit: Visit) {
  const event = (type: string, when: number, data: object, actor: string) => ({
    id: `${visit.id}-${type}`,
    booking: visit.id,
    at: when,
    type,
    data: json(data),
    actor,
  });
  const booked = { start: visit.start, state: 'confirmed', handling: 'visit' };
  return [
    event('booked', made, booked, 'holder'),
    ...(visit.state === 'completed'
      ? [event('settled', visit.start + quarter, { state: 'completed' }, 'staff:s1')]
      : []),
    ...(visit.state === 'cancelled'
      ? [event('cancelled', made + 1000, { state: 'cancelled' }, 'holder')]
      : []),
  ];
}

function messages(visit: Visit) {
  const message = (template: string, when: number, state: string) => ({
    id: `${visit.id}-${template}`,
    channel: 'mail',
    template,
    locale: 'zh-CN',
    recipient: `n${visit.number}@test.invalid`,
    parameters: parametersOf(visit),
    booking: visit.id,
    site: 'BJ-TSY',
    sequence: template === 'cancelled' ? 1 : 0,
    state,
    attempts: state === 'sent' ? 1 : 0,
    due_at: when,
    next_attempt_at: when,
    lease_owner: null,
    lease_until: null,
    last_error: null,
    log: '[]',
    created_at: template === 'cancelled' ? made + 1000 : made,
    sent_at: state === 'sent' ? when : null,
  });
  return [
    message('booked', made, 'sent'),
    ...(visit.state === 'confirmed' ? [message('reminder', visit.start - 19 * 60 * 60_000, 'queued')] : []),
    ...(visit.state === 'cancelled' ? [message('cancelled', made + 1000, 'kept')] : []),
  ];
}

const held = { queue: 'BJ-TSY:A', start: at('2026-11-25', '15:30'), expires: at('2026-11-24', '20:30') };

export const visitRows: Rows = {
  booking: bookings,
  booking_event: visits.flatMap(history),
  booking_note: visits
    .filter(({ number }) => number % 10 === 0)
    .map(({ id }) => ({ id: `note-${id}`, booking: id, at: made, staff: 's1', text: '带了介绍信' })),
  hold: [
    {
      id: 'h1',
      site: 'BJ-TSY',
      queue: held.queue,
      day: '2026-11-25',
      starts_at: held.start,
      ends_at: held.start + quarter,
      minutes: 10,
      services,
      places: json([{ queue: held.queue, start: held.start, place: 1 }]),
      expires_at: held.expires,
    },
  ],
  place: [
    ...visits
      .filter(({ state }) => state !== 'cancelled')
      .map(({ id, start, place }) => ({
        queue: 'BJ-TSY:A',
        slot_start: start,
        place_no: place,
        booking: id,
        hold: null,
        expires_at: null,
      })),
    {
      queue: held.queue,
      slot_start: held.start,
      place_no: 1,
      booking: null,
      hold: 'h1',
      expires_at: held.expires,
    },
  ],
  outbox: visits.flatMap(messages),
  message_opt_out: [{ booking: visits.at(-2)?.id, template: 'reminder', at: made }],
  deletion_wish: [{ booking: visits.at(-3)?.id, wished_at: made }],
  idempotency: visits
    .slice(0, 100)
    .map(({ id }) => ({ scope: 'api', key: id, fingerprint: 'f', answer: json({ id }), at: made })),
  block_lift: [{ credit_code: '91110108551385082Q', until: made, reason: '系统故障', staff: 's1', at: made }],
};
