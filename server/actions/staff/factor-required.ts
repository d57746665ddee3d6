import type { Role } from '../../domain/staff/permissions.ts';
import type { System } from '../system.ts';

/** Whether whoever has this role must show a second step. */
export function factorRequired(
  {
    secondFactorRequired,
    secondFactorForAll,
  }: Pick<System['config'], 'secondFactorRequired' | 'secondFactorForAll'>,
  role: Role,
): boolean {
  return secondFactorForAll || (secondFactorRequired && role === 'administrator');
}
