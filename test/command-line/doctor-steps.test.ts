import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKey } from '../../server/actions/staff/create-key.ts';
import { doctor } from '../../server/command-line/doctor.ts';
import type { Config } from '../../server/config.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { engines } from '../support/engines.ts';
import { testSite } from '../support/sites.ts';

for (const engine of engines) {
  describe(`what the doctor finds [${engine}]`, function () {
    this.timeout(60_000);
    let bare: BareSystem;
    let folder: string;
    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hall-doctor-'));
      bare = await bareSystem({ engine, sites: [testSite()], now: '2026-11-23T10:00:00+08:00' });
    });
    after(async () => {
      await bare.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const lines = async (change: Partial<Config>): Promise<string[]> => {
      const config = { ...bare.system.config, varFolder: folder, ...change };
      const system = { ...bare.system, config };
      const said: string[] = [];
      await doctor.run({
        options: { 'audit-head': 'ab'.repeat(32) },
        words: [],
        config,
        open: async () => system,
        print: (line) => void said.push(line),
      });
      return said.filter((line) => /^(mind|ILL )/.test(line));
    };

    it('comes with the next step, whatever it is', async () => {
      const file = join(folder, 'a-file');
      writeFileSync(file, '');
      const { database } = bare.system;
      const days = { kind: 'device', site: 'BJ-TSY', name: 'k', days: 1, actor: theSystem } as const;
      assert.ok((await createKey(bare.system, days)).ok);
      const bad = [
        ...(await lines({ rateLimits: false, backups: { folder: file, hour: 2, kept: 1 } })),
        ...(await lines({ production: true, baseUrl: 'http://hall.test.invalid', rateLimits: true })),
        ...(await lines({ smtpUrl: 'smtp://127.0.0.1:1', varFolder: join(file, 'below') })),
      ];
      await database.writer('job_run').insert({ job: 'retention', succeeded_at: 0 });
      await database.writer('calendar_year').delete();
      bare.system.catalogueCache.forget();
      await database.writer('knex_migrations').where('name', 'like', '086%').delete();
      bad.push(...(await lines({})));
      assert.ok(new Set(bad).size >= 14, bad.join('\n'));
      for (const line of bad) assert.match(line, /^(mind|ILL ) {2}.{8,} → .{12,}$/, line);
    });
  });
}
