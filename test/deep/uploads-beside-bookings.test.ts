import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { uploadDocument } from '../../server/actions/agency/upload-document.ts';
import { elapsed } from '../../server/clock.ts';
import { largestFile } from '../../server/domain/agency/file-kind.ts';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { bookingByReference } from '../../server/store/booking/booking-query.ts';
import { pdf } from '../domain/agency/sample-files.ts';
import { arrivedFile } from '../support/arrived-file.ts';
import { bookCommand } from '../support/commands.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';

const uploads = 10;
const byNumber = (a: number, b: number): number => a - b;
const licence = 'BUSINESS_LICENCE';

for (const engine of engines) {
  describe(`ten files of 10 MB that arrive at once [${engine}]`, function () {
    this.timeout(300_000);
    let hall: HallSystem;
    const varFolder = mkdtempSync(join(tmpdir(), 'hall-many-'));
    before(async () => {
      hall = await startSystem({ engine, config: { varFolder } });
    });
    after(async () => {
      await hall.close();
      rmSync(varFolder, { recursive: true, force: true });
    });

    let people = 0;
    let chunks = 0;
    /** how many chunks were written while each booking waited */
    const passed: number[] = [];

    /** A place on some day to come, where there is one; a refusal takes the same way through the database. */
    const book = async (): Promise<string> => {
      people += 1;
      const id = hall.system.secrets.newId();
      const day = new Date(Date.UTC(2026, 10, 24 + (people % 20))).toISOString().slice(0, 10);
      const time = `${String(9 + (people % 2)).padStart(2, '0')}:${['00', '15', '30', '45'][people % 4]}`;
      const start = `${day}T${time}:00+08:00`;
      const person = { mobile: `138${String(20_000_000 + people)}`, reference: id };
      await hall.system.bookings.submit(bookCommand({ id, start, ...person }), { actor: theHolder });
      return id;
    };
    const bookUntil = async (over: () => boolean): Promise<number[]> => {
      const took: number[] = [];
      while (!over()) {
        const [began, before] = [elapsed(), chunks];
        await book();
        took.push(elapsed() - began);
        passed.push(chunks - before);
        await pause(5);
      }
      return took.sort(byNumber);
    };
    const percentile = (sorted: readonly number[], part: number): number =>
      sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

    it('keep no booking waiting, and are all there in the end', async () => {
      let left = 400;
      const idle = await bookUntil(() => left-- <= 0);
      const { system } = hall;
      await system.database.writer('booking').update({ handling: 'online_agency' });
      const rows = (await system.database.reader('booking').limit(uploads).select('reference')) as {
        reference: string;
      }[];
      assert.equal(rows.length, uploads);
      const bytes = pdf('x'.repeat(largestFile - pdf().length - 10));
      system.database.writer.on('query', ({ sql }: { sql: string }) => {
        if (/insert into .?upload_chunk/.test(sql)) chunks += 1;
      });
      passed.length = 0;
      const began = elapsed();
      const all = Promise.all(
        rows.map(async ({ reference }, number) => {
          const booking = await bookingByReference(system.database.reader, reference);
          assert.ok(booking);
          const file = arrivedFile(bytes, `${number}.pdf`);
          const done = await uploadDocument(system, booking, licence, file);
          assert.ok(done.ok, JSON.stringify(done));
        }),
      );
      let over = false;
      all.finally(() => {
        over = true;
      });
      const busy = await bookUntil(() => over);
      await all;
      const said = [idle, busy].map((one) => [0.5, 0.99, 1].map((part) => percentile(one, part).toFixed(1)));
      const seconds = ((elapsed() - began) / 1000).toFixed(1);
      const figures = `median, p99, worst in ms: alone ${said[0]}, beside uploads of ${seconds} s ${said[1]}`;
      assert.ok(percentile(busy, 0.99) < 5000, figures);
      // one writer: whoever wants it waits for a chunk or two, not for a file
      if (engine === 'sqlite') assert.ok(percentile(passed.sort(byNumber), 0.9) <= 20, String(passed));
      const { reader } = system.database;
      const kept = await reader('upload_chunk').sum({ bytes: reader.raw('length(bytes)') });
      assert.equal(Number(kept[0]?.bytes), uploads * bytes.length);
    });
  });
}
