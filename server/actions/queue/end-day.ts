import type { Outcome } from '../../domain/outcome.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import type { IdempotencyKey } from '../../store/idempotency.ts';
import type { AuditEntry } from '../../store/staff/audit-store.ts';
import type { System } from '../system.ts';
import type { HallReceipt } from './hall-order.ts';

/** Who ends a day by hand, or opens it again. */
export interface DayEndBy {
  readonly actor: Actor;
  readonly idempotency?: IdempotencyKey | null;
}

type Halls = Pick<System, 'halls'>;

/** Ends today at a site: those who are left are told. Refuses with day_closed and unknown_site. */
export function closeDay({ halls }: Halls, site: string, by: DayEndBy): Promise<Outcome<HallReceipt>> {
  return halls.submit(
    site,
    { type: 'close_day', because: 'staff' },
    { actor: by.actor, idempotency: by.idempotency ?? null, audit: audited('hall.close_day', site, by) },
  );
}

/** Takes the end of today back. Refuses with day_not_closed and unknown_site. */
export function reopenDay({ halls }: Halls, site: string, by: DayEndBy): Promise<Outcome<HallReceipt>> {
  return halls.submit(
    site,
    { type: 'reopen_day' },
    { actor: by.actor, idempotency: by.idempotency ?? null, audit: audited('hall.reopen_day', site, by) },
  );
}

function audited(action: string, subject: string, { actor }: DayEndBy): AuditEntry {
  return { actor, action, subject, before: null, after: null, result: 'done' };
}
