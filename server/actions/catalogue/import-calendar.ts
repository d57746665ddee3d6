import type { CalendarYear } from '../../domain/catalogue/records.ts';
import { putCalendarYear } from '../../store/catalogue/calendar-store.ts';
import { recordAudit } from '../record-audit.ts';
import type { System } from '../system.ts';

/** Makes a year's notice the one that opening hours and booking go by, in all processes. */
export async function importCalendar(
  system: Pick<System, 'catalogueCache' | 'clock' | 'database' | 'secrets'>,
  year: CalendarYear,
  actor: string,
): Promise<void> {
  await system.database.writer.transaction((transaction) =>
    putCalendarYear(transaction, year, system.clock.now()),
  );
  system.catalogueCache.forget();
  await recordAudit(system, {
    actor,
    address: null,
    action: 'calendar.import',
    subject: String(year.year),
    before: null,
    after: { days: year.days.length },
    result: 'done',
  });
}
