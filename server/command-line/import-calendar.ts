import { createReadStream } from 'node:fs';
import { importCalendar as putYear } from '../actions/catalogue/import-calendar.ts';
import { calendarLimits, readCalendarFile } from '../domain/calendar/read-calendar-year.ts';
import { theSystem } from '../domain/staff/actor.ts';
import { words as say } from '../locales/words.ts';
import type { Command } from './command.ts';
import { requireCurrent } from './require-current.ts';

/** A character is at most so many bytes of UTF-8. */
const widest = 4;

export const importCalendar: Command = {
  name: 'import-calendar',
  usage: 'import-calendar <file.json>',
  summary: "the State Council's notice of a year, in the format of the holiday-cn project",
  options: {},
  words: 1,
  async run({ words, open, print }) {
    const [file = ''] = words;
    const read = readCalendarFile(await startOf(file, calendarLimits.file * widest));
    if (!read.ok) {
      const { problem, found } = read;
      throw new Error(`${file}: ${say('en')(`settings.problem.${problem}`, { found })}`);
    }
    const system = await open();
    await requireCurrent(system);
    const changes = await putYear(system, read.value, theSystem);
    const off = read.value.days.filter(({ isOffDay }) => isOffDay).length;
    print(`${read.value.year}: ${off} days off, ${read.value.days.length - off} make-up workdays.`);
    for (const { year, added, removed, changed } of changes)
      print(say('en')('settings.calendar.yearChanges', { year, added, removed, changed }));
    return 0;
  },
};

/** The text of a file as far as byte `end`, which is enough to see that it is too long. */
async function startOf(file: string, end: number): Promise<string> {
  let text = '';
  for await (const piece of createReadStream(file, { encoding: 'utf8', end })) text += piece;
  return text;
}
