import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { engines, freshDatabase } from '../support/engines.ts';

const script = fileURLToPath(new URL('start-and-close.ts', import.meta.url));

for (const engine of engines) {
  describe(`a system that was closed [${engine}]`, function () {
    this.timeout(60_000);
    let child: ChildProcess | undefined;
    after(() => child?.kill('SIGKILL'));

    it('leaves nothing behind: its process ends by itself', async () => {
      const fresh = await freshDatabase(engine);
      try {
        child = spawn(process.execPath, ['--import=tsx', '--no-warnings', script, engine, fresh.url], {
          stdio: ['ignore', 'ignore', 'inherit'],
        });
        assert.deepEqual(await once(child, 'exit'), [0, null]);
      } finally {
        fresh.discard();
      }
    });
  });
}
