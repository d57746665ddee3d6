import assert from 'node:assert/strict';
import { theHolder } from '../../server/domain/staff/actor.ts';
import { bookCommand } from '../support/commands.ts';
import { inventedCreditCode } from '../support/credit-codes.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { changeRules } from '../support/site-rules.ts';
import { inventedNames, itsAddress } from './reseller.ts';

const deep = process.env['HALL_DEEP'] !== undefined;
const invented = deep ? 1000 : 60;
const limit = 8;
const site = 'BJ-TSY';
const day = '2026-11-24';
const start = `${day}T09:00:00.000+08:00`;

for (const engine of engines) {
  describe(`a reseller with invented names at the waiting list [${engine}]`, function () {
    this.timeout(deep ? 600_000 : 60_000);
    let halls: HallSystem[] = [];
    const hallOf = (n: number) => halls[n % halls.length] as HallSystem;
    beforeEach(async () => {
      const env = { RATE_LIMITS: 'on', TRUST_PROXY: '1' };
      const first = await startSystem({ engine, env });
      halls = [first];
      const { databaseUrl } = first.system.config;
      if (engine === 'postgres') halls.push(await startSystem({ engine, env, databaseUrl }));
    });
    afterEach(async () => {
      for (const hall of [...halls].reverse()) await hall.close();
    });

    const join = async (n: number, address: string) => {
      const answer = await hallOf(n)
        .request.post(`/api/v1/sites/${site}/waitlist`)
        .set('X-Forwarded-For', address)
        .send({
          services: [{ code: 'RENEW' }],
          ...{ from: day, to: day },
          ...inventedNames(n),
        });
      const body = answer.body as { token?: string; code?: string };
      return { code: answer.status === 201 ? 'joined' : String(body.code), token: body.token ?? '' };
    };
    it('puts as many on it as a network may and no more, and everybody else finds it open', async () => {
      await Promise.all(halls.map((hall) => changeRules(hall, site, { waitingPerNetwork: limit })));
      const answers = await Promise.all(Array.from({ length: invented }, (_, n) => join(n, itsAddress(n))));
      const codes = answers.map(({ code }) => code);
      assert.deepEqual(new Set(codes), new Set(['joined', 'network_waiting_limit']));
      assert.equal(codes.filter((code) => code === 'joined').length, 2 * limit, 'of each network its share');
      const { reader } = hallOf(0).system.database;
      assert.equal((await reader('waitlist_entry')).length, 2 * limit);
      assert.equal((await join(invented, '198.51.100.7')).code, 'joined');
    });

    it('counts a place that is taken up as one that was booked, by the network that takes it', async () => {
      const { system, clock } = hallOf(0);
      await Promise.all(halls.map((hall) => changeRules(hall, site, { networkPerDay: 1, coolDownMost: 0 })));
      const booked: string[] = [];
      for (let n = 0; n < 50; n += 1) {
        const enterprise = { name: '测试企业', creditCode: inventedCreditCode(900 + n), customsCode: null };
        const command = bookCommand({ id: `b-${n}`, start, mobile: `1390000${1000 + n}`, enterprise });
        if (!(await system.bookings.submit(command, { actor: theHolder })).ok) break;
        booked.push(command.id);
      }
      const wanted = [await join(0, '203.0.113.1'), await join(2, '198.51.100.2')];
      // both wait for nine, which is all that is given up
      await system.database.writer('waitlist_entry').update({ times: '[{"from":"09:00","to":"09:10"}]' });
      for (const booking of booked.slice(0, 2)) {
        const cancel = { type: 'cancel', booking, site, actor: theHolder, chance: 0 } as const;
        const done = await system.bookings.submit(
          { ...cancel, actor: { kind: 'holder' } },
          { actor: theHolder },
        );
        assert.ok(done.ok, done.ok ? '' : done.code);
      }
      clock.advance(1000);
      const accept = (token: string, address: string) =>
        hallOf(0)
          .request.post(`/api/v1/waitlist/${token}/acceptance`)
          .set('X-Forwarded-For', address)
          .send({});
      const [first, second] = wanted.map(({ token }) => token) as [string, string];
      await accept(first, '203.0.113.9').expect(201);
      const refused = await accept(second, '203.0.113.77').expect(409);
      assert.equal(refused.body.code, 'network_day_limit');
      await accept(second, '198.51.100.7').expect(201);
    });
  });
}
