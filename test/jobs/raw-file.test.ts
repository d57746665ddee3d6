import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { runCommand } from '../../server/command-line/run-command.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { endDays } from '../../server/jobs/end-days.ts';
import { jobRuns } from '../../server/store/job/job-run-query.ts';
import { pdf } from '../domain/agency/sample-files.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { type AgencyDesk, Holder, openDesk } from '../web/agency/agency-desk.ts';

const day = 24 * 60 * 60_000;
const people = 300;
const name = (number: number): string => `Ouyang Nr${1000 + number} Zhenhua`;
const mobile = (number: number): string => `139${String(55_000_000 + number)}`;
const drawing = 'a drawing that shows where everybody sits';

for (const engine of engines) {
  describe(`what is forgotten [${engine}]`, function () {
    this.timeout(120_000);
    let desk: AgencyDesk;
    before(async () => {
      desk = await openDesk(engine);
      const { system } = desk.hall;
      const starts = [...Array(20).keys()].flatMap((after) =>
        [
          '09:00',
          '09:15',
          '09:30',
          '09:45',
          '10:00',
          '10:15',
          '10:30',
          '10:45',
          '13:30',
          '13:45',
          '14:00',
          '14:15',
        ].map(
          (time) => `${new Date(Date.UTC(2026, 10, 24 + after)).toISOString().slice(0, 10)}T${time}:00+08:00`,
        ),
      );
      await Promise.all(
        [...Array(people).keys()].map((number) => {
          const contact = { name: name(number), mobile: mobile(number), email: null, telephone: null };
          const start = starts[number % starts.length] ?? '';
          const id = system.secrets.newId();
          const command = bookCommand({ id, reference: id, start, contact });
          return system.bookings.submit(command, { actor: theHolder });
        }),
      );
      const holder = await Holder.book(desk.hall);
      await holder.open();
      await holder.upload('BUSINESS_LICENCE', pdf(drawing.repeat(10_000)));
    });
    after(() => desk.close());

    /** Everything that names somebody, wherever it stands. */
    const found = async (): Promise<string[]> => {
      const { database } = desk.hall.system;
      const texts: string[] = [];
      if (engine === 'sqlite') {
        const file = database.url.slice('sqlite:'.length);
        for (const path of [file, `${file}-wal`])
          if (existsSync(path)) texts.push(readFileSync(path, 'latin1'));
      } else {
        for (const table of ['booking', 'booking_event', 'outbox', 'hold', 'place', 'audit', 'idempotency'])
          texts.push(JSON.stringify(await database.reader(table)));
        for (const { bytes } of await database.reader('upload_chunk')) texts.push(String(bytes));
      }
      const all = texts.join('\n');
      const wanted = [
        drawing,
        ...[...Array(people).keys()].flatMap((number) => [name(number), mobile(number)]),
      ];
      return wanted.filter((text) => all.includes(text));
    };

    it('is in no byte of the database any more, nor of its log: by the command, which says what it did', async () => {
      assert.ok((await found()).length > 200, String((await found()).length));
      desk.hall.clock.advance(30 * day);
      await endDays(desk.hall.system);
      desk.hall.clock.advance(181 * day);
      const { database, clock } = desk.hall.system;
      await desk.hall.delivery.close();
      const said: string[] = [];
      const output = {
        print: (line: string) => void said.push(line),
        complain: (line: string) => void said.push(line),
        note: () => {},
      };
      const environment = {
        DATABASE_URL: database.url,
        SESSION_SECRET: 'a secret of at least thirty-two characters',
        CLOCK_START: new Date(clock.now()).toISOString(),
      };
      assert.equal(await runCommand(['forget'], environment, output), 0, said.join('\n'));
      assert.match(said.join('\n'), /^Forgotten: \d\d+ bookings/);
      assert.deepEqual(await found(), []);
      const run = (await jobRuns(database.reader)).get('retention');
      assert.ok((run?.succeededAt ?? 0) >= clock.now());
    });
  });
}
