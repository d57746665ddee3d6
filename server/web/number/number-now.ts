import type { HallNow } from '../hall-now.ts';
import { type KioskState, kioskState } from '../kiosk/kiosk-state.ts';

/** What a phone can have now: what the kiosk gives, and during the hours only. */
export function numberNow(its: HallNow): Pick<KioskState, 'walkIn' | 'stopped' | 'closed'> {
  const { walkIn, ...queues } = kioskState(its);
  return { walkIn: walkIn && its.state.kind !== 'before_opening', ...queues };
}
