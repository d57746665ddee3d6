import type { IncomingMessage } from 'node:http';
import type { System } from '../../actions/system.ts';
import type { GuestCap } from '../../realtime/guests.ts';
import { deviceKeyOf, deviceOnSocket } from '../middleware/device.ts';
import type { StaffSessions } from '../middleware/staff-session.ts';
import { addressBehind } from '../request/address-behind.ts';
import { cookieOf } from '../request/cookie-of.ts';
import { countedNetwork } from '../request/origin-of.ts';
import { hostCookie } from '../request/own-cookie.ts';
import { isOwnPage } from '../request/own-page.ts';

/** Of one process, which is planned for 25,000. */
const guestsInAll = 30_000;

/** How many sockets strangers may have, and who is none: a hall's own screens and staff sit behind one address with its visitors. */
export function guestCap(system: System, sessions: Pick<StaffSessions, 'identify'>): GuestCap {
  const { config, log } = system;
  const staffCookie = hostCookie(config, 'staff').name;
  const isMachine = async (handshake: IncomingMessage, kind: 'display' | 'kiosk'): Promise<boolean> =>
    deviceKeyOf(handshake, kind) !== null &&
    (await deviceOnSocket(system, handshake, kind))?.pairedAt != null;
  return {
    perNetwork: config.rateLimits ? config.socketsPerNetwork : Number.POSITIVE_INFINITY,
    inAll: config.rateLimits ? guestsInAll : Number.POSITIVE_INFINITY,
    networkOf: (handshake) => countedNetwork(addressBehind(handshake, config.trustProxy)),
    isKnown: async (handshake) =>
      (await isMachine(handshake, 'display')) ||
      (await isMachine(handshake, 'kiosk')) ||
      (cookieOf(handshake, staffCookie) !== undefined &&
        isOwnPage(handshake, config.baseUrl) &&
        (await sessions.identify(handshake)) !== null),
    refused: () => system.timings.tellBeyond('sockets'),
    failed: (error) => log.warn({ err: error }, 'a handshake could not be looked at'),
  };
}
