import assert from 'node:assert/strict';
import { auditRefused, noteRefused } from '../../../server/actions/staff/refused-sign-ins.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { signIn } from './staff-browser.ts';

for (const engine of engines) {
  describe(`refused sign-ins in the audit [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    before(async () => {
      hall = await startSystem({ engine, env: { TRUST_PROXY: '1' } });
    });
    after(() => hall.close());

    const at = (address: string) => hall.agent().set('X-Forwarded-For', address);
    const lines = async (from: string) =>
      (await hall.system.database
        .reader('audit')
        .where({ action: 'staff.sign_in', address: from })
        .orderBy('id')
        .select('result', 'subject', 'after')) as { result: string; subject: string; after: string | null }[];

    it('the first ten of a network have a line each, all others of a minute one with their number, and no attempt is lost', async () => {
      for (let i = 0; i < 25; i++) await signIn(at(`203.0.113.${i % 2}`), `guess-${i}`, 'wrong');
      const each = [...(await lines('203.0.113.0')), ...(await lines('203.0.113.1'))];
      assert.equal(each.length, 10);
      assert.ok(each.every(({ result }) => result === 'sign_in_failed' || result === 'locked_out'));
      const metrics = (await hall.request.get('/metrics')).text;
      assert.match(metrics, /hall_cap_refused_total\{cap="refused_sign_ins"\} 15\n/);
      assert.equal(await auditRefused(hall.system), 0, 'the minute is not over');
      hall.clock.advance(60_000);
      // two processes at once write it once
      const written = await Promise.all([auditRefused(hall.system), auditRefused(hall.system)]);
      assert.deepEqual(written.sort(), [0, 1]);
      const [sum, ...more] = await lines('203.0.113.0/24');
      assert.deepEqual(more, []);
      assert.equal(sum?.result, 'too_many_requests');
      assert.equal(JSON.parse(sum?.after ?? '{}').attempts, 15);
      for (let i = 0; i < 40; i++) await signIn(at('203.0.113.9'), `again-${i}`, 'wrong');
      assert.equal((await lines('203.0.113.9')).length, 0, 'the ten are of an hour, not of a minute');
      hall.clock.advance(61 * 60_000);
      await auditRefused(hall.system);
      assert.equal((await lines('203.0.113.0/24')).length, 2);
      await signIn(at('203.0.113.9'), 'later', 'wrong');
      assert.equal((await lines('203.0.113.9')).length, 1);
    });

    it('networks without end have no lines without end: beyond two hundred in a minute they count as one', async () => {
      hall.clock.advance(2 * 60 * 60_000);
      const before = Number((await hall.system.database.reader('audit').count({ n: '*' }).first())?.['n']);
      for (let i = 0; i < 300; i++)
        await noteRefused(hall.system, {
          username: `x${i}`,
          address: `2001:db8:0:${i.toString(16)}::1`,
          network: `2001:db8:0:${i.toString(16)}::/64`,
          code: 'sign_in_failed',
        });
      const after = Number((await hall.system.database.reader('audit').count({ n: '*' }).first())?.['n']);
      assert.equal(after - before, 210);
      hall.clock.advance(60_000);
      assert.equal(await auditRefused(hall.system), 1);
      hall.clock.advance(3 * 60 * 60_000);
      await auditRefused(hall.system);
      assert.deepEqual(await hall.system.database.reader('refused_sign_in').select(), []);
    });
  });
}
