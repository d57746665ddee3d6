import { mayEdit } from '../../actions/catalogue/carry-out-edit.ts';
import { comingShifts } from '../../actions/catalogue/edit-roster.ts';
import type { System } from '../../actions/system.ts';
import { addDays, localDate } from '../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { isPermitted, type StaffMember } from '../../domain/staff/permissions.ts';
import { changesFor, type Roster } from '../../domain/staff/roster.ts';
import { staffAt, staffNames } from '../../store/staff/staff-query.ts';
import { dateFormatting, noonOf } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { changeWords, type DutyLine, dutyOn } from './duty-line.ts';

/** What is planned for whoever reads it, and for nobody else. */
export interface OwnDuty {
  /** in a roster, of these offices; none: nobody has planned anything */
  readonly offices: readonly string[];
  readonly days: readonly {
    readonly day: string;
    readonly today: boolean;
    readonly lines: readonly DutyLine[];
  }[];
  /** what is entered for later days */
  readonly later: readonly string[];
  /** whom to ask for a change, or for a roster */
  readonly ask: string;
  /** the rosters that they may change themselves */
  readonly edits: readonly { readonly href: string; readonly text: string }[];
}

/** Two weeks. */
const daysShown = 14;
/** More offices, or people to ask, than these are not named. */
const mostNamed = 3;

/** The coming days of somebody's own duty; null: they serve at no counter, and nobody has planned anything for them. */
export async function ownDuty(
  { database }: System,
  catalogue: Catalogue,
  staff: StaffMember,
  page: PageContext,
): Promise<OwnDuty | null> {
  const sites = [...catalogue.sites.values()].filter((site) => plannedAt(site, staff.id, page.now));
  if (sites.length === 0 && !isPermitted(staff.role, 'counter.work')) return null;
  const own = sites.map((site) => ({ ...site, roster: ownRoster(site, staff.id) }));
  const first = own.map(({ timeZone }) => localDate(page.now, timeZone)).sort()[0];
  const dates = first === undefined ? [] : Array.from({ length: daysShown }, (_, n) => addDays(first, n));
  const partners = own.flatMap(({ roster }) =>
    roster.changes.flatMap((one) => (one.kind === 'swap' ? [one.staff, one.partner] : [])),
  );
  const names = await staffNames(database.reader, partners);
  const last = dates.at(-1) ?? '';
  const asked = sites.length === 0 ? staff.sites.flatMap((code) => catalogue.sites.get(code) ?? []) : sites;
  const { listDay } = dateFormatting(page.locale);
  return {
    offices: sites.map(({ name }) => name[page.locale]),
    days: dates.map((date) => ({
      day: listDay(noonOf(date)),
      today: date === first,
      lines: dutyOn(own, catalogue.calendar, { date, staff: staff.id, names }, page),
    })),
    later: own.flatMap(({ roster }) =>
      roster.changes
        .filter((one) => one.last > last)
        .map((one) => changeWords(one, { staff: staff.id, names }, page)),
    ),
    ask: await askWords(database, asked, staff, page),
    edits: sites
      .filter(({ code }) => mayEdit(staff, code))
      .slice(0, mostNamed)
      .map(({ code, name }) => ({
        href: paths.admin.act('sites', code, 'roster'),
        text: page.t('roster.own.edit', { site: name[page.locale] }),
      })),
  };
}

/** Whether a site counts on somebody, now or later. */
function plannedAt(site: Site, staff: string, now: number): boolean {
  const { roster } = site;
  if (roster === undefined || roster.gone?.includes(staff)) return false;
  const changes = changesFor(roster.changes, staff);
  if (changes.length === 0 && !roster.shifts.some((one) => one.staff === staff)) return false;
  const today = localDate(now, site.timeZone);
  return (
    changes.some(({ last }) => last >= today) ||
    comingShifts(site, now).some((one) => one.staff === staff && one.weekdays.length > 0)
  );
}

/** Of a roster what concerns one person: with a swap the week of the other one, too. */
function ownRoster({ roster }: Site, staff: string): Roster {
  const changes = changesFor(roster?.changes ?? [], staff);
  const whose = new Set([
    staff,
    ...changes.flatMap((one) => (one.kind === 'swap' ? [one.staff, one.partner] : [])),
  ]);
  return { full: null, shifts: (roster?.shifts ?? []).filter((one) => whose.has(one.staff)), changes };
}

async function askWords(
  { reader }: System['database'],
  sites: readonly Site[],
  staff: StaffMember,
  { t }: PageContext,
): Promise<string> {
  const managers = new Map<string, string>();
  for (const { code } of sites.slice(0, mostNamed))
    for (const { id, name, role } of await staffAt(reader, code))
      if (role === 'manager' && id !== staff.id) managers.set(id, name);
  const named = [...managers.values()].slice(0, mostNamed);
  return named.length === 0
    ? t('roster.own.askAdministrator')
    : t('roster.own.ask', { names: named.join(t('settings.form.listSeparator')) });
}
