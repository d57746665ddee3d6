import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backup } from '../../server/command-line/backup.ts';
import type { Command, Options } from '../../server/command-line/command.ts';
import { doctor } from '../../server/command-line/doctor.ts';
import { restore } from '../../server/command-line/restore.ts';
import { jpeg, pdf } from '../domain/agency/sample-files.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
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

    it('lie beside it, byte for byte, and nobody else may read them', async () => {
      const { code, said } = await run(backup, desk.hall, { to: file });
      assert.equal(code, 0);
      assert.match(said, /with 1 uploaded files in .*hall\.backup\.uploads/);
      const [part = ''] = readdirSync(`${file}.uploads`);
      const [name = ''] = readdirSync(join(`${file}.uploads`, part));
      assert.ok(readFileSync(join(`${file}.uploads`, part, name)).equals(pdf('the licence')));
      assert.equal((await run(doctor, desk.hall)).code, 0);
    });

    it('are restored with the rows that point to them', async () => {
      const { hall, discard } = await elsewhere();
      try {
        const { code, said } = await run(restore, hall, { from: file });
        assert.equal(code, 0, said);
        assert.match(said, /and 1 uploaded files are back/);
        const token = hall.system.secrets.tokenFor('booking', id);
        const { reference } = await hall.system.database.reader('booking').where({ id }).first('reference');
        const agent = hall.agent();
        await agent.get(`/bookings/${reference}?token=${token}`);
        const got = await agent.get(`/bookings/${reference}/documents/${licence}`).responseType('blob');
        assert.ok((got.body as Buffer).equals(pdf('the licence')));
      } finally {
        await hall.close();
        discard();
      }
    });

    it('that are missing are told when rows are restored, and by the doctor', async () => {
      const holder = await Holder.book(desk.hall);
      await holder.open();
      await holder.upload(licence, jpeg('another'));
      const later = join(folder, 'later.backup');
      assert.match((await run(backup, desk.hall, { to: later })).said, /with 2 uploaded files/);
      rmSync(`${later}.uploads`, { recursive: true });
      const { hall, discard } = await elsewhere();
      try {
        const { code, said } = await run(restore, hall, { from: later });
        assert.equal(code, 1);
        assert.match(said, /2 uploaded files are not in/);
        const checked = await run(doctor, hall);
        assert.match(checked.said, /ILL .*2 of 2 uploaded files are not in/);
      } finally {
        await hall.close();
        discard();
      }
    });

    it('never overwrite those of another backup', async () => {
      const taken = join(folder, 'taken');
      await run(backup, desk.hall, { to: taken });
      rmSync(taken);
      await assert.rejects(run(backup, desk.hall, { to: taken }), /taken\.uploads exists already/);
      assert.ok(!existsSync(taken));
    });
  });
}
