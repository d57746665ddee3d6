import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seedDatabase } from '../../seeds/seed-database.ts';
import { makeSeal } from '../../server/actions/seal.ts';
import { runCommand } from '../../server/command-line/run-command.ts';
import { openDatabase } from '../../server/store/database.ts';
import { findChannel } from '../../server/store/message/channel-query.ts';
import { engines, freshDatabase } from '../support/engines.ts';
import { startSystem } from '../support/hall-system.ts';

const secretOfSessions = 'a secret of at least thirty-two characters';

for (const engine of engines) {
  describe(`connecting a channel by command [${engine}]`, () => {
    it('stores the settings and the sealed secret, and says at which setting a file is wrong', async () => {
      const fresh = await freshDatabase(engine);
      const hall = await startSystem({ engine, databaseUrl: fresh.url });
      await seedDatabase(hall.system);
      await hall.close();
      const folder = mkdtempSync(join(tmpdir(), 'hall-channel-'));
      const file = join(folder, 'channel.json');
      const lines: string[] = [];
      const output = {
        print: (line: string) => lines.push(line),
        note: () => {},
        complain: (line: string) => lines.push(line),
      };
      const run = () =>
        runCommand(
          ['connect-channel', '--site', 'BJ-TSY', '--kind', 'webhook', file],
          { DATABASE_URL: fresh.url, SESSION_SECRET: secretOfSessions },
          output,
        );
      writeFileSync(file, JSON.stringify({ settings: { url: 'not an address' }, secret: 'signing-key-1' }));
      assert.equal(await run(), 1);
      assert.match(lines.at(-1) ?? '', /url/);
      writeFileSync(
        file,
        JSON.stringify({ settings: { url: 'https://gateway.invalid/hall' }, secret: 'signing-key-1' }),
      );
      assert.equal(await run(), 0);
      const database = openDatabase(fresh.url);
      const channel = await findChannel(database.reader, 'BJ-TSY', 'webhook');
      await database.close();
      assert.deepEqual(channel?.settings, { url: 'https://gateway.invalid/hall' });
      assert.ok(!channel?.secrets.includes('signing-key-1'));
      assert.deepEqual(makeSeal(secretOfSessions, 'channels').open(channel?.secrets ?? ''), {
        key: 'signing-key-1',
      });
      rmSync(folder, { recursive: true, force: true });
      fresh.discard();
    });
  });
}
