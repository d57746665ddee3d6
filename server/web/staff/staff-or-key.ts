import { knownKey } from '../../actions/staff/known-key.ts';
import type { System } from '../../actions/system.ts';
import { isPermitted, mayWorkAt, type StaffMember } from '../../domain/staff/permissions.ts';
import type { Asked } from '../../realtime/keep-authorising.ts';
import type { StaffSessions } from '../middleware/staff-session.ts';
import { isOwnPage } from '../request/own-page.ts';

interface Authority {
  authorise(handshake: Asked['handshake'], ask: Pick<Asked, 'site' | 'key'>): Promise<boolean>;
  /** in their order */
  authoriseAgain(asked: readonly Asked[]): Promise<readonly boolean[]>;
}

/** Who may see the staff's view of a site: its staff by their session, programs by a staff key. */
export function staffOrKey(system: System, sessions: StaffSessions): Authority {
  const maySee = (staff: Pick<StaffMember, 'role' | 'sites'>, site: string): boolean =>
    isPermitted(staff.role, 'booking.read') && mayWorkAt(staff, site);
  const mayByKey = async (key: string | null, site: string): Promise<boolean> => {
    const known = key === null ? null : await knownKey(system, key);
    return known?.kind === 'staff' && (known.site === null || known.site === site);
  };
  return {
    async authorise(handshake, { site, key }) {
      const staff = isOwnPage(handshake, system.config.baseUrl) ? await sessions.identify(handshake) : null;
      return staff === null ? mayByKey(key, site) : maySee(staff, site);
    },
    async authoriseAgain(asked) {
      const members = await sessions.stillSignedIn(asked.map(({ handshake }) => handshake));
      return Promise.all(
        asked.map(({ site, key }, index) => {
          const member = members[index] ?? null;
          return member === null ? mayByKey(key, site) : maySee(member, site);
        }),
      );
    },
  };
}
