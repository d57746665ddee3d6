import type { Knex } from 'knex';
import type { Site } from '../../domain/catalogue/site.ts';
import { staffAt } from '../../store/staff/staff-query.ts';
import { type FieldProblem, problem } from './catalogue-edit.ts';
import { noRoster } from './edit-roster.ts';

/** People of a new roster who were not in the old one and do not work at the site. */
export async function strangersInRoster(
  connection: Knex,
  before: Site | null,
  after: Site,
): Promise<readonly FieldProblem[]> {
  if (after.roster === undefined || after.roster === before?.roster) return [];
  const known = new Set(peopleOf(before).map(({ staff }) => staff));
  const fresh = peopleOf(after).filter(({ staff }) => !known.has(staff));
  if (fresh.length === 0) return [];
  const here = new Set((await staffAt(connection, after.code)).map(({ id }) => id));
  return fresh.filter(({ staff }) => !here.has(staff)).map(({ field }) => problem(field, 'not_allowed'));
}

/** Who stands in a roster, and where. */
function peopleOf(site: Site | null): readonly { readonly staff: string; readonly field: string }[] {
  const { shifts, changes } = site?.roster ?? noRoster;
  return [
    ...shifts.map(({ id, staff }) => ({ staff, field: `shifts.${id}.staff` })),
    ...changes.flatMap((one) => [
      { staff: one.staff, field: `changes.${one.id}.staff` },
      ...(one.kind === 'swap' ? [{ staff: one.partner, field: `changes.${one.id}.partner` }] : []),
    ]),
  ];
}
