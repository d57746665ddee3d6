import assert from 'node:assert/strict';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { bookCommand } from '../../support/commands.ts';
import { inventedCreditCode } from '../../support/credit-codes.ts';
import { engines } from '../../support/engines.ts';
import { hallAndOffice } from '../admin/hall-and-office.ts';
import { Visitor, validDetails } from '../booking/visitor.ts';

const site = 'BJ-TSY';
const day = '2026-11-24';

for (const engine of engines) {
  describe(`whoever is owed a visit goes first [${engine}]`, function () {
    this.timeout(60_000);
    const suite = hallAndOffice(engine, 'manager', [site]);

    /** Everything on the day is taken; answers the bookings. */
    const fill = async (): Promise<string[]> => {
      const { body } = await suite.hall.request.get(
        `/api/v1/sites/${site}/slots?service=RENEW&from=${day}&to=${day}`,
      );
      const slots = body.days[0].slots as { start: string; free: number }[];
      const starts = slots.flatMap(({ start, free }) => new Array<string>(free).fill(start));
      for (const [n, start] of starts.entries()) {
        const enterprise = { name: '测试企业', creditCode: `CODE-${n}`, customsCode: null };
        const command = bookCommand({ id: `full-${n}`, start, enterprise });
        const done = await suite.hall.system.bookings.submit(command, { actor: theHolder });
        assert.ok(done.ok, done.ok ? '' : done.code);
      }
      return starts.map((_, n) => `full-${n}`);
    };

    it('by the pages: is offered the place that is freed, before who joined earlier; the office sees the order; then the next', async () => {
      const { hall, office } = suite;
      const visitor = new Visitor(hall);
      await visitor.book(['RENEW'], { ...validDetails, email: 'owed@test.invalid' });
      const reference = visitor.path.split('/').at(-1) ?? '';
      const booking = visitor.at;
      // the hall was shut that day
      const { writer } = hall.system.database;
      await writer('booking').where({ reference }).update({ state: 'not_held', limit_key: null });
      const taken = await fill();
      const joined = await hall.request.post(`/api/v1/sites/${site}/waitlist`).send({
        ...{ services: [{ code: 'RENEW' }], from: day, to: day, consent: true },
        enterprise: { name: '先到贸易有限公司', creditCode: inventedCreditCode(1) },
        contact: { name: '李明', mobile: '13900001111', email: 'first@test.invalid' },
      });
      assert.equal(joined.status, 201, joined.text);
      const earlier = joined.body.token as string;
      hall.clock.advance(60_000);
      await visitor.open(booking);
      const [toForm = ''] = visitor.links('/earlier');
      await visitor.open(toForm);
      assert.match(visitor.text, /优先/);
      await visitor.send({});
      const owed = visitor.path;
      assert.match(owed, /^\/waitlist\//);
      const list = (await office.agent.get('/admin/waitlist')).text;
      const order = ['北京示例贸易有限公司', '先到贸易有限公司'].map((name) => list.indexOf(name));
      assert.ok((order[0] ?? -1) > 0 && (order[0] ?? 0) < (order[1] ?? 0), 'who is owed stands first');
      assert.match(list, /优先/);
      const stateOf = async (token: string) =>
        (await hall.request.get(`/api/v1/waitlist/${token}`)).body.state;
      const cancel = { type: 'cancel', booking: taken[0] ?? '', site, chance: 0 } as const;
      const done = await hall.system.bookings.submit(
        { ...cancel, actor: { kind: 'holder' } },
        { actor: theHolder },
      );
      assert.ok(done.ok);
      assert.equal(await stateOf(earlier), 'waiting');
      await visitor.open(owed);
      assert.match(visitor.text, /有空位了/);
      await visitor.send({}, `${owed}/refusal`);
      assert.equal(
        await stateOf(earlier),
        'offered',
        'what is not wanted goes to the next in the same commit',
      );
    });
  });
}
