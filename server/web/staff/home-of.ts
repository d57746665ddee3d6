import { isPermitted, type StaffMember } from '../../domain/staff/permissions.ts';
import { paths } from '../paths.ts';

/** Where somebody begins their work: whoever is responsible for a hall with how it is, whoever serves at a counter with theirs. */
export function homeOf(staff: Pick<StaffMember, 'role'>): string {
  const serves = isPermitted(staff.role, 'counter.work') && !isPermitted(staff.role, 'hall.manage');
  return serves ? paths.counter.choose() : paths.admin.home();
}
