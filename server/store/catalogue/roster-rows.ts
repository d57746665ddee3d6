import type { AbsenceCause, Roster, RosterChange, RosterShift } from '../../domain/staff/roster.ts';
import { type CatalogueRow, json, number, optionalText, text } from './columns.ts';

export function shiftRow(site: string, shift: RosterShift): Record<string, unknown> {
  const { id, staff, validFrom, weekdays, from, to } = shift;
  return {
    id,
    site,
    staff,
    valid_from: validFrom,
    weekdays: JSON.stringify(weekdays),
    from_time: from,
    to_time: to,
  };
}

export function changeRow(site: string, change: RosterChange): Record<string, unknown> {
  const { id, staff, kind, first, last } = change;
  return {
    id,
    site,
    staff,
    kind,
    cause: kind === 'absence' ? change.cause : null,
    partner: kind === 'swap' ? change.partner : null,
    first_date: first,
    last_date: last,
    from_time: kind === 'swap' ? null : change.from,
    to_time: kind === 'swap' ? null : change.to,
  };
}

/** What the columns of a site say of its roster; undefined: none is kept. */
export function rosterOf(
  site: CatalogueRow,
  shifts: readonly CatalogueRow[],
  changes: readonly CatalogueRow[],
  /** whether an account works at the site */
  worksHere: (staff: string) => boolean,
): Roster | undefined {
  const said = site['roster_full'] ?? null;
  if (said === null && shifts.length === 0 && changes.length === 0) return undefined;
  const named = [...shifts, ...changes].flatMap((row) => [
    text(row, 'staff'),
    optionalText(row, 'partner') ?? '',
  ]);
  const gone = [...new Set(named)].filter((staff) => staff !== '' && !worksHere(staff));
  return {
    full: said === null ? null : number(site, 'roster_full'),
    shifts: shifts.map(shiftOf),
    changes: changes.map(changeOf),
    ...(gone.length === 0 ? {} : { gone }),
  };
}

function shiftOf(row: CatalogueRow): RosterShift {
  return {
    id: text(row, 'id'),
    staff: text(row, 'staff'),
    validFrom: text(row, 'valid_from'),
    weekdays: json<number[]>(row, 'weekdays'),
    from: optionalText(row, 'from_time'),
    to: optionalText(row, 'to_time'),
  };
}

function changeOf(row: CatalogueRow): RosterChange {
  const [from, to] = [optionalText(row, 'from_time'), optionalText(row, 'to_time')];
  const whom = {
    id: text(row, 'id'),
    staff: text(row, 'staff'),
    first: text(row, 'first_date'),
    last: text(row, 'last_date'),
  };
  switch (text(row, 'kind')) {
    case 'swap':
      return { ...whom, kind: 'swap', partner: text(row, 'partner') };
    case 'extra':
      return { ...whom, kind: 'extra', from: from ?? '00:00', to: to ?? '24:00' };
    default:
      return { ...whom, kind: 'absence', cause: text(row, 'cause') as AbsenceCause, from, to };
  }
}
