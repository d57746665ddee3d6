import type { System } from '../../../actions/system.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { paths } from '../../paths.ts';
import { listPage } from '../list/list-page.ts';
import { editStaffPage } from './edit-staff-page.ts';
import { newStaffPage } from './new-staff.ts';
import { staffList } from './staff-list.ts';

/** Accounts of staff, for those who manage them; whoever reads the audit sees the list. */
export const staffAdminPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.staff(),
    audience: staff('staff.manage', 'audit.read'),
    ...listPage(staffList),
    menu: { under: 'access', text: 'settings.menu.staff' },
  },
  newStaffPage,
  editStaffPage,
];
