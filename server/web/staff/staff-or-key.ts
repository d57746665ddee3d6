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
  /** the role that somebody had when their socket was opened: with another one they begin anew */
  const joinedAs = new WeakMap<Asked['handshake'], StaffMember['role']>();
  return {
    async authorise(handshake, { site, key }) {
      const known = isOwnPage(handshake, system.config.baseUrl) ? await sessions.identify(handshake) : null;
      // a handshake is identified once, and a join can come much later over the same connection
      const [staff = null] = known === null ? [] : await sessions.stillSignedIn([handshake]);
      if (staff === null) return mayByKey(key, site);
      joinedAs.set(handshake, staff.role);
      return maySee(staff, site);
    },
    async authoriseAgain(asked) {
      const members = await sessions.stillSignedIn(asked.map(({ handshake }) => handshake));
      return Promise.all(
        asked.map(({ handshake, site, key }, index) => {
          const member = members[index] ?? null;
          if (member === null) return mayByKey(key, site);
          return member.role === (joinedAs.get(handshake) ?? member.role) && maySee(member, site);
        }),
      );
    },
  };
}
