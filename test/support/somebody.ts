import type { StaffMember } from '../../server/domain/staff/permissions.ts';

/** An administrator as actions are given one, for tests in which it does not matter who it is. */
export const somebody: StaffMember = {
  id: 'somebody',
  username: 'somebody',
  name: '管理员',
  role: 'administrator',
  sites: [],
  mustChangePassword: false,
};
