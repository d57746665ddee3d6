import { isPermitted, type StaffMember } from '../../../domain/staff/permissions.ts';
import type { Translate } from '../../../locales/words.ts';
import { paths } from '../../paths.ts';
import type { Option } from '../form/form-section.ts';

/** Somebody who can stand in a roster. */
export interface Colleague {
  readonly id: string;
  readonly name: string;
  /** works at the site now */
  readonly here: boolean;
}

/** Whom a field of a roster can name: those who work at the site, and whom it names already. */
export function peopleOptions(
  people: readonly Colleague[],
  known: string | undefined,
  t: Translate,
): readonly Option[] {
  const options = people
    .filter(({ id, here }) => here || id === known)
    .map(({ id, name, here }) => ({ value: id, text: here ? name : t('roster.notHere', { name }) }));
  if (known === undefined || people.some(({ id }) => id === known)) return options;
  return [...options, { value: known, text: t('roster.gone') }];
}

/** Where the first account is made, for whoever may. */
export function addAccount(staff: StaffMember, t: Translate): { href: string; text: string } | null {
  if (!isPermitted(staff.role, 'staff.manage')) return null;
  return { href: paths.admin.item('staff', 'new'), text: t('roster.addStaff') };
}
