import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callAudiences, pageAudiences } from '../../../server/web/permission-table.ts';
import { Dice } from '../../forecast/dice.ts';
import { Listener } from '../../realtime/listener.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { fuzzFrames } from './fuzz-frames.ts';
import { Fuzzer } from './fuzz-requests.ts';

const deep = process.env['HALL_DEEP'] !== undefined;
const seed = Number(process.env['HALL_SEED'] ?? 20261129);
const requests = deep ? 5000 : 200;
const frames = deep ? 1500 : 60;

for (const engine of engines) {
  describe(`whatever is sent, by whomever [${engine}]`, function () {
    this.timeout(deep ? 1_800_000 : 60_000);
    const errors: string[] = [];
    let hall: HallSystem;
    let fuzzer: Fuzzer;
    let varFolder: string;

    before(async () => {
      varFolder = mkdtempSync(join(tmpdir(), 'hall-fuzz-'));
      hall = await startSystem({
        engine,
        config: { varFolder },
        env: { LOG_LEVEL: 'error' },
        log: { write: (line) => errors.push(line) },
      });
      fuzzer = await Fuzzer.of(hall, new Dice(seed));
    });
    after(async () => {
      await hall.close();
      rmSync(varFolder, { recursive: true, force: true });
    });

    it('no request ends in a fault of ours, takes 5 s or is told a secret of others', async () => {
      await fuzzer.send(requests);
      const { faults, slowest, asked } = fuzzer;
      console.log(`      ${fuzzer.requests} requests, seed ${seed}, the slowest ${Math.round(slowest)} ms`);
      assert.deepEqual(faults, []);
      const share = (hundred: string): number => (fuzzer.answered.get(hundred) ?? 0) / fuzzer.requests;
      assert.ok(share('2xx') > 0.12 && share('4xx') > 0.1, JSON.stringify([...fuzzer.answered]));
      const routes = Object.keys(pageAudiences).length + Object.keys(callAudiences).length;
      if (deep) assert.equal(asked.size, routes, 'every route was asked');
    });

    it('no frame is told a secret, and a screen that comes afterwards gets its board', async () => {
      const heard = await fuzzFrames(hall, {
        dice: new Dice(seed, 1),
        secrets: fuzzer.secrets,
        wanted: frames,
      });
      assert.deepEqual(heard.faults, []);
      const screen = new Listener(hall.url, { site: 'BJ-TSY' });
      try {
        await screen.until(() => screen.boards.length > 0);
      } finally {
        screen.close();
      }
    });

    it('nothing of it is an error in the log', () => {
      assert.deepEqual(errors, []);
    });
  });
}
