import { type CalendarYearChanges, calendarChanges } from '../../domain/calendar/calendar-changes.ts';
import type { CalendarYear } from '../../domain/catalogue/records.ts';
import type { Actor } from '../../domain/staff/actor.ts';
import { putCalendarYear } from '../../store/catalogue/calendar-store.ts';
import { raiseCatalogueVersion } from '../../store/catalogue/catalogue-store.ts';
import { noteChanges } from '../../store/catalogue/change-log.ts';
import { writeAudit } from '../../store/staff/audit-store.ts';
import { writeRows } from '../../store/write-rows.ts';
import { WriteSet } from '../../store/write-set.ts';
import type { System } from '../system.ts';

/** Makes a year's notice the one that opening hours and booking go by, in all processes, and answers which days that has changed. */
export async function importCalendar(
  {
    database,
    catalogueCache,
    clock,
    secrets,
  }: Pick<System, 'catalogueCache' | 'clock' | 'database' | 'secrets'>,
  year: CalendarYear,
  actor: Actor,
): Promise<readonly CalendarYearChanges[]> {
  const now = clock.now();
  const changes = await database.writer.transaction(async (transaction) => {
    const version = await raiseCatalogueVersion(transaction);
    const before = (await catalogueCache.recordsBefore(transaction, version)).calendarYears;
    await putCalendarYear(transaction, year, now);
    await noteChanges(transaction, version, { sites: [], shared: true });
    const writes = new WriteSet();
    const recorded = (one: CalendarYear | undefined) => [
      { table: 'calendar_year', key: String(year.year), row: one === undefined ? null : { days: one.days } },
    ];
    writeAudit(
      {
        actor,
        action: 'calendar.import',
        subject: 'all',
        before: recorded(before.find((one) => one.year === year.year)),
        after: recorded(year),
        result: 'done',
      },
      { id: secrets.newId(), at: now },
      writes,
    );
    await writeRows(transaction, database.engine, writes);
    return calendarChanges(before, [...before.filter((one) => one.year !== year.year), year]);
  });
  catalogueCache.forget();
  return changes;
}
