import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { askStarter, serveOnRequest } from '../support/postgres-starter.ts';

const { spec } = createRequire(import.meta.url)('../support/unit-run.cjs') as { spec: readonly string[] };

describe('what a test run starts', () => {
  it('starts when it is first asked for, and once for all who ask', async () => {
    let starts = 0;
    const starter = await serveOnRequest(async () => {
      starts += 1;
      return { url: `postgres://here/${starts}` };
    });
    assert.equal(starts, 0);
    const answers = await Promise.all([1, 2, 3].map(() => askStarter(starter.port)));
    assert.deepEqual(answers, Array(3).fill('postgres://here/1'));
    assert.deepEqual(await starter.close(), { url: 'postgres://here/1' });
  });

  it('is not started at the end when nobody has asked', async () => {
    let starts = 0;
    const starter = await serveOnRequest(async () => ({ url: String(++starts) }));
    assert.equal(await starter.close(), null);
    assert.equal(starts, 0);
  });

  it('tells everybody who asks why it does not start', async () => {
    const starter = await serveOnRequest(async () => {
      throw new Error('no room on the disk');
    });
    await assert.rejects(askStarter(starter.port), /no room on the disk/);
    await assert.rejects(askStarter(starter.port), /no room on the disk/);
    assert.equal(await starter.close(), null);
  });

  it('is nothing for the rules of the domain, and nothing that opens a database is among the unit tests', () => {
    assert.ok(spec.includes('test/domain/queue/hall/call-policy.test.ts'));
    assert.ok(spec.filter((path) => path.startsWith('test/domain/')).length > 50);
    const opening = spec.filter((path) => /^test\/(attack|processes|deep|command-line)\//.test(path));
    assert.deepEqual(opening, []);
  });
});
