import { readFile } from 'node:fs/promises';
import { importCalendar as putYear } from '../actions/catalogue/import-calendar.ts';
import { readCalendarYear } from '../domain/calendar/read-calendar-year.ts';
import { words as say } from '../locales/words.ts';
import type { Command } from './command.ts';
import { requireCurrent } from './require-current.ts';

export const importCalendar: Command = {
  name: 'import-calendar',
  usage: 'import-calendar <file.json>',
  summary: "the State Council's notice of a year, in the format of the holiday-cn project",
  options: {},
  words: 1,
  async run({ words, open, print }) {
    const [file = ''] = words;
    const read = readCalendarYear(parsed(await readFile(file, 'utf8'), file));
    if (!read.ok) {
      const { problem, found } = read;
      throw new Error(`${file}: ${say('en')(`settings.problem.${problem}`, { found })}`);
    }
    const system = await open();
    await requireCurrent(system);
    await putYear(system, read.value, 'system');
    const off = read.value.days.filter(({ isOffDay }) => isOffDay).length;
    print(`${read.value.year}: ${off} days off, ${read.value.days.length - off} make-up workdays.`);
    return 0;
  },
};

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is not JSON`);
  }
}
