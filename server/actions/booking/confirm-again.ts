import type { Booking } from '../../domain/booking/booking.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import { addressed } from '../../domain/message/addressed.ts';
import { isForSecond } from '../../domain/message/visit-snapshot.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import { bookingByReference } from '../../store/booking/booking-query.ts';
import { writeBookingEvent } from '../../store/booking/booking-store.ts';
import { lockScopes } from '../../store/lock-scopes.ts';
import { activeChannels } from '../../store/message/channel-query.ts';
import { speakFromNowOn, writeMessages } from '../../store/message/outbox-store.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';
import { auditOf } from './staff-audit.ts';

/**
 * Sends the confirmation of a visit once more, as it is now, in this language, which all that follows is written in too: for staff, or to its
 * holder alone, who has lost the link. Answers how many messages that is. Refuses with not_active.
 */
export async function confirmAgain(
  system: Pick<System, 'announce' | 'clock' | 'database' | 'secrets'>,
  site: Site,
  { id, reference }: Pick<Booking, 'id' | 'reference'>,
  locale: Locale,
  actor: Actor,
): Promise<Outcome<{ readonly messages: number }>> {
  const { engine, writer } = system.database;
  const { newId } = system.secrets;
  const sent = await writer.transaction(async (transaction) => {
    await lockScopes(transaction, engine, [`booking:${site.code}`]);
    const booking = await bookingByReference(transaction, reference);
    if (booking === null || booking.state !== 'confirmed') return null;
    const at = system.clock.now();
    const channels = (await activeChannels(transaction, engine)).get(site.code);
    const all = addressed({ ...booking, locale }, 'booked', [], { site, channels });
    // whoever has lost the link concerns nobody else
    const messages = actor.kind === 'staff' ? all : all.filter((message) => !isForSecond(message));
    const writes = new WriteSet();
    if (booking.locale !== locale) writes.update('booking', { id, locale, updated_at: at });
    writeMessages(writes, messages, { newId, now: at });
    const data = { locale };
    writeBookingEvent({ id: newId(), booking: id, at, type: 'confirmed_again', data, actor }, writes);
    const was = { locale: booking.locale };
    const audit = auditOf(actor, 'booking.confirm_again', reference, was, {
      locale,
      messages: messages.length,
    });
    writeAudit(audit, { id: newId(), at }, writes);
    await writeRows(transaction, engine, writes);
    await speakFromNowOn(transaction, id, locale);
    return messages.length;
  });
  if (sent === null) return refuse('not_active');
  system.announce.messagesQueued();
  return accept({ messages: sent });
}
