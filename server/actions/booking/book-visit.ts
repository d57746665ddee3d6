import type { Booking, ContactDetails, EnterpriseDetails } from '../../domain/booking/booking.ts';
import type { Origin } from '../../domain/booking/origin.ts';
import type { JoinedSeries } from '../../domain/booking/series.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import type { Outcome } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { idempotencyKey } from '../idempotency.ts';
import { hashToken } from '../secrets.ts';
import type { System } from '../system.ts';
import type { Receipt } from './booking-order.ts';

/** A visit that an enterprise wants to book for itself. */
export interface VisitRequest {
  readonly site: string;
  readonly services: readonly VisitService[];
  /** epoch ms */
  readonly start: number;
  readonly hold: string | null;
  readonly enterprise: EnterpriseDetails;
  readonly contact: ContactDetails;
  readonly answers: Readonly<Record<string, string>>;
  readonly ticks: readonly string[];
  readonly locale: Locale;
  readonly consentVersion: string;
  readonly source: Booking['source'];
  readonly from?: Origin | null;
  readonly series?: JoinedSeries | null;
}

export interface BookedVisit {
  readonly receipt: Receipt;
  readonly reference: string;
  /** of the secret link */
  readonly token: string;
}

/**
 * Books a visit once under a key (B6): the same request again answers the same booking, another one is refused. Without a key every request
 * is one of its own, and nothing is kept to recognise it by.
 */
export async function bookVisit(
  system: System,
  request: VisitRequest,
  key: { readonly scope: string; readonly key: string } | null,
): Promise<Outcome<BookedVisit>> {
  const id = system.secrets.newId();
  const { site, services, start, enterprise, contact } = request;
  const asked = { site, services, start, enterprise, contact };
  const idempotency = key === null ? null : idempotencyKey(key.scope, key.key, asked);
  const booked = await system.bookings.submit(
    {
      type: 'book',
      id,
      reference: system.secrets.newReference(),
      tokenHash: hashToken(system.secrets.tokenFor('booking', id)),
      ...request,
      actor: { kind: 'holder' },
      overbook: false,
    },
    { actor: theHolder, idempotency },
  );
  if (!booked.ok) return booked;
  const { id: its, reference } = booked.value;
  if (reference === null) throw new Error('a booking without a reference');
  return {
    ok: true,
    value: { receipt: booked.value, reference, token: system.secrets.tokenFor('booking', its) },
  };
}
