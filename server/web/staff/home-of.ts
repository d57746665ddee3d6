import { isPermitted, type StaffMember } from '../../domain/staff/permissions.ts';
import { paths } from '../paths.ts';

/** Where somebody begins their work. */
export function homeOf(staff: Pick<StaffMember, 'role'>): string {
  return isPermitted(staff.role, 'counter.work') ? paths.counter.choose() : paths.admin.home();
}
