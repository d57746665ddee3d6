import type { StaffActor } from '../../server/domain/staff/actor.ts';

/** An administrator as actions are given one, for tests in which it does not matter who it is. */
export const somebody: StaffActor = {
  kind: 'staff',
  id: 'somebody',
  username: 'somebody',
  name: '管理员',
  role: 'administrator',
  sites: [],
  mustChangePassword: false,
  address: null,
};
