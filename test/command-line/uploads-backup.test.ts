import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { backup } from '../../server/command-line/backup.ts';
import type { Command, Options } from '../../server/command-line/command.ts';
import { doctor } from '../../server/command-line/doctor.ts';
import { restore } from '../../server/command-line/restore.ts';
import { pathOfUpload, uploadFolder } from '../../server/store/agency/upload-folder.ts';
import { uploadChunks } from '../../server/store/agency/upload-query.ts';
import { pdf } from '../domain/agency/sample-files.ts';
import { writeOldBackup } from '../store/backup/old-backups.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { there } from '../support/there.ts';
import { type AgencyDesk, Holder, openDesk } from '../web/agency/agency-desk.ts';

const licence = 'BUSINESS_LICENCE';

async function run(command: Command, hall: HallSystem, options: Options = {}) {
  const lines: string[] = [];
  const { system } = hall;
  const { config } = system;
  const print = (line: string) => void lines.push(line);
  const code = await command.run({ options, words: [], config, open: async () => system, print });
  return { code, said: lines.join('\n') };
}

for (const engine of engines) {
  describe(`uploaded files in a backup [${engine}]`, function () {
    this.timeout(60_000);
    let desk: AgencyDesk;
    let folder: string;
    let file: string;
    let id: string;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'hall-backup-'));
      file = join(folder, 'hall.backup');
      desk = await openDesk(engine);
      const holder = await Holder.book(desk.hall);
      ({ id } = holder);
      await holder.open();
      assert.equal((await holder.upload(licence, pdf('the licence'))).status, 303);
    });
    after(async () => {
      await desk.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** A hall on an empty database and an empty folder. */
    const elsewhere = async () => {
      const fresh = await freshDatabase(engine);
      const varFolder = await mkdtemp(join(folder, 'var-'));
      const hall = await startSystem({ engine, databaseUrl: fresh.url, config: { varFolder } });
      return { hall, discard: fresh.discard };
    };

    const lookUp = async (hall: HallSystem, booking: string) => {
      const token = hall.system.secrets.tokenFor('booking', booking);
      const row = await hall.system.database.reader('booking').where({ id: booking }).first('reference');
      const { reference } = there(row);
      const agent = hall.agent();
      await agent.get(`/bookings/${reference}?token=${token}`);
      return agent.get(`/bookings/${reference}/documents/${licence}`).responseType('blob');
    };

    it('are in the one file, and nobody else may read it', async () => {
      const { code, said } = await run(backup, desk.hall, { to: file });
      assert.equal(code, 0, said);
      assert.match(said, /1 uploaded files/);
      assert.deepEqual(readdirSync(folder), ['hall.backup']);
      assert.equal(statSync(file).mode & 0o777, 0o600);
      assert.equal((await run(doctor, desk.hall)).code, 0);
    });

    it('are restored with the rows that point to them', async () => {
      const { hall, discard } = await elsewhere();
      try {
        const { code, said } = await run(restore, hall, { from: file });
        assert.equal(code, 0, said);
        assert.match(said, /and 1 uploaded files are back/);
        assert.ok(((await lookUp(hall, id)).body as Buffer).equals(Buffer.from(pdf('the licence'))));
      } finally {
        await hall.close();
        discard();
      }
    });

    it('beside a backup of the first release are restored with it, and told when they are missing', async () => {
      const old = join(folder, 'old.backup');
      const { database } = desk.hall.system;
      const [file] = (await database.reader('agency_document').whereNotNull('file').select('file')) as {
        file: string;
      }[];
      const bytes: Buffer[] = [];
      for await (const piece of uploadChunks(database.reader, file?.file ?? '')) bytes.push(piece);
      await writeOldBackup(database, old);
      const path = pathOfUpload(`${old}.uploads`, file?.file ?? '');
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, Buffer.concat(bytes));
      for (const there of [true, false]) {
        if (!there) rmSync(`${old}.uploads`, { recursive: true });
        const { hall, discard } = await elsewhere();
        try {
          const { code, said } = await run(restore, hall, { from: old });
          assert.equal(code, there ? 0 : 1, said);
          assert.match(said, there ? /and 1 uploaded files are back/ : /1 uploaded files are missing/);
          const answer = await lookUp(hall, id);
          assert.equal(answer.status, there ? 200 : 404);
          if (there) assert.ok(existsSync(path), 'a backup is never changed');
          else assert.match((await run(doctor, hall)).said, /ILL .*1 of 1 uploaded files are missing/);
        } finally {
          await hall.close();
          discard();
        }
      }
    });

    it('that still lie in their folder are told: the backup does not have them', async () => {
      const path = pathOfUpload(
        uploadFolder(desk.hall.system.config.varFolder),
        desk.hall.system.secrets.newId(),
      );
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, pdf());
      const { code, said } = await run(backup, desk.hall, { to: join(folder, 'early.backup') });
      assert.equal(code, 1);
      assert.match(said, /1 uploaded files of an earlier version still lie in/);
    });
  });
}
