import type { CallReason } from '../../domain/queue/hall/call-policy.ts';
import type { Translate } from '../../locales/words.ts';
import type { Formatting } from '../formatting.ts';

/** Why a ticket is where it is in the order of the calls, as a sentence for whoever calls it (H6). */
export function reasonSentence(reason: CallReason, when: Formatting, t: Translate): string {
  const { kind, waitedMinutes: waited, targetMinutes: target, bookedStart, due } = reason;
  const booked = bookedStart === null ? '' : when.time(bookedStart);
  switch (kind) {
    case 'appointment':
      return t(reason.early ? 'counter.reason.early' : 'counter.reason.appointment', { time: booked });
    case 'late_appointment':
      return t('counter.reason.late', { time: booked, waited });
    case 'too_late_appointment':
      return t('counter.reason.tooLate', { time: booked, waited, target: target ?? 0 });
    case 'walk_in':
      return t('counter.reason.walkIn', { waited, target: target ?? 0 });
    case 'priority':
      return t('counter.reason.priority', { waited });
    default:
      return t(`counter.reason.${kind}`, { time: when.time(due) });
  }
}
