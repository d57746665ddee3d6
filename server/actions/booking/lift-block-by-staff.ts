import { missedPenalty } from '../../domain/booking/missed-visits.ts';
import { dayBounds } from '../../domain/calendar/local-time.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { maskIdentifier } from '../../domain/enterprise/masking.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { writeBlockLift } from '../../store/booking/block-lift-store.ts';
import { conductOf } from '../../store/booking/conduct-query.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { auditOf } from './staff-audit.ts';

/**
 * Lets an enterprise book again although it has missed visits, until its block would have ended anyway. Refuses with reason_required, and
 * with wrong_state when nothing is blocked.
 */
export async function liftBlockByStaff(
  system: Pick<System, 'database' | 'secrets' | 'clock'>,
  site: Site,
  creditCode: string,
  typed: string,
  actor: StaffActor,
): Promise<Outcome<null>> {
  const reason = typed.trim();
  if (reason === '') return refuse('reason_required');
  const { writer, engine } = system.database;
  const at = system.clock.now();
  return writer.transaction(async (transaction) => {
    const { missed, lift } = await conductOf(transaction, creditCode);
    const { blockedUntil } = missedPenalty(site.rules, missed, lift?.until, at, site.timeZone);
    if (blockedUntil === null) return refuse('wrong_state', { state: 'not_blocked' });
    const until = dayBounds(blockedUntil, site.timeZone).start;
    await writeBlockLift(transaction, { creditCode, until, reason, staff: actor.id, at });
    const writes = new WriteSet();
    const subject = maskIdentifier(creditCode);
    const words = { about: `enterprise:${creditCode}`, text: reason };
    const audit = auditOf(actor, 'booking.lift_block', subject, { blockedUntil }, { until }, words);
    writeAudit(audit, { id: system.secrets.newId(), at }, writes);
    await writeRows(transaction, engine, writes);
    return accept(null);
  });
}
