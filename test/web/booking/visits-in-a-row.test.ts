import assert from 'node:assert/strict';
import type { Booking } from '../../../server/domain/booking/booking.ts';
import { dayLong } from '../../../server/domain/calendar/durations.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { seriesOf } from '../../../server/store/booking/series-query.ts';
import { paths } from '../../../server/web/paths.ts';
import { inventedCreditCode } from '../../support/credit-codes.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { Visitor, validDetails } from './visitor.ts';

const enterprises = [
  { enterprise: '北京示例贸易有限公司', creditCode: '91110108551385082Q' },
  { enterprise: '华美报关行', creditCode: '91350100M000100Y43' },
  { enterprise: '腾达电子有限公司', creditCode: '914403001922038216' },
] as const;
const [first, second, third] = enterprises;

for (const engine of engines) {
  describe(`several visits of one person in a row [${engine}]`, () => {
    let hall: HallSystem;
    let people = 0;
    let person: { name: string; mobile: string; email: string; telephone: string };
    let agent: Visitor;

    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      await hall.system.database.writer('booking').update({ limit_key: null, credit_code: '' });
      people += 1;
      const mobile = `136${String(30_000_000 + people)}`;
      person = { name: '赵经办', mobile, email: `agent${people}@test.invalid`, telephone: '' };
      agent = await new Visitor(hall).book(['RENEW'], { ...validDetails, ...person, ...first });
    });

    const referenceOf = (visitor: Visitor): string => visitor.path.split('/')[2] ?? '';
    const stored = async (reference: string): Promise<Booking> => {
      const booking = await bookingByReference(hall.system.database.reader, reference);
      assert.ok(booking, 'the booking is there');
      return booking;
    };
    /** From the page of a booking to the times for another one. */
    async function upToTimes(visitor: Visitor): Promise<Visitor> {
      await visitor.send({}, `${visitor.path}/another`);
      assert.equal(visitor.path, '/book');
      assert.doesNotMatch(
        decodeURIComponent(visitor.at),
        new RegExp(`赵|${person.mobile}|${person.email}`),
        'nothing personal is in the address',
      );
      await visitor.send({ service: ['RENEW'] });
      await visitor.answerAll();
      const [toTimes = ''] = visitor.links('site=BJ-TSY').filter((href) => href.startsWith('/book/time'));
      return visitor.open(toTimes === '' ? visitor.at.replace('/book/checklist', '/book/time') : toTimes);
    }
    async function another(
      visitor: Visitor,
      enterprise: { readonly enterprise: string; readonly creditCode: string },
      who = person,
    ): Promise<string> {
      await upToTimes(visitor);
      await visitor.takeTime();
      assert.equal(visitor.path, '/book/details');
      await visitor.send({ ...validDetails, ...who, ...enterprise });
      assert.equal(visitor.path, '/book/check', visitor.errors().join());
      await visitor.send({});
      assert.match(visitor.path, /^\/bookings\//);
      return referenceOf(visitor);
    }
    async function listOf(reference: string): Promise<string> {
      const { id } = await stored(reference);
      const series = await seriesOf(hall.system.database.reader, id);
      return series === null ? '' : paths.visits.show(hall.system.secrets.tokenFor('visits', series.id));
    }
    const threeInARow = async (): Promise<readonly string[]> => [
      referenceOf(agent),
      await another(agent, second),
      await another(agent, third),
    ];

    it('knows who comes and where, and nothing of the enterprise', async () => {
      await upToTimes(agent);
      await agent.takeTime();
      assert.match(agent.text, new RegExp(`value="${person.mobile}"`));
      assert.match(agent.text, new RegExp(`value="${person.email}"`));
      assert.doesNotMatch(agent.text, /北京示例贸易|91110108551385082Q/);
      assert.doesNotMatch(agent.text, /name="consent"[^>]*checked/, 'everybody agrees anew');
    });

    it('offers first the free times right after the visit before, on its day', async () => {
      const before = await stored(referenceOf(agent));
      await upToTimes(agent);
      assert.match(agent.text, /上一个预约是/);
      const beside = agent.starts().slice(0, 3);
      assert.deepEqual(beside[0], before.end);
      assert.deepEqual([...beside].sort(), beside);
    });

    it('offers the third the times after the second, not those that the first left', async () => {
      const [, reference = ''] = [referenceOf(agent), await another(agent, second)];
      const its = await stored(reference);
      await upToTimes(agent);
      assert.equal(agent.starts()[0], its.end);
    });

    it('lists three enterprises in the order of their time, each with its own link', async () => {
      const references = await threeInARow();
      const mine = await Promise.all(references.map(stored));
      const list = await new Visitor(hall).open(await listOf(references[0] ?? ''));
      assert.equal(list.page.status, 200);
      assert.equal(list.page.headers['cache-control'], 'no-store');
      const inOrder = [...mine].sort((a, b) => a.start - b.start);
      const links = inOrder.map(({ id, reference }) =>
        paths.booking.show(reference, hall.system.secrets.tokenFor('booking', id)),
      );
      assert.deepEqual(
        list.links('/bookings/').filter((href) => href.includes('token=')),
        links,
      );
      for (const { enterprise } of enterprises) assert.match(list.text, new RegExp(enterprise));
      assert.ok(agent.links('/visits/').includes(await listOf(references[2] ?? '')));
      const mails = await hall.system.database
        .reader('outbox')
        .where({ template: 'visits_listed', recipient: person.email });
      assert.deepEqual(
        mails.map(({ channel, booking }) => [channel, booking]),
        [['mail', mine[1]?.id]],
        'the way to the list is mailed once, alone',
      );
    });

    it('the secret of another list, and no secret, open nothing', async () => {
      const [reference = ''] = await threeInARow();
      const { id } = await stored(reference);
      const { secrets } = hall.system;
      for (const token of [secrets.tokenFor('booking', id), secrets.tokenFor('visits', id), 'x'])
        assert.equal((await new Visitor(hall).open(paths.visits.show(token))).page.status, 404);
      const who = { ...person, mobile: `137${String(10_000_000 + people)}`, email: '' };
      await hall.system.database.writer('booking').update({ credit_code: '', limit_key: null });
      const other = await new Visitor(hall).book(['RENEW'], { ...validDetails, ...who, ...first });
      const theirs = [referenceOf(other), await another(other, third, who)];
      const list = await new Visitor(hall).open(await listOf(theirs[0] ?? ''));
      assert.match(list.text, new RegExp(theirs[1] ?? ''));
      assert.doesNotMatch(list.text, new RegExp(reference));
    });

    it('the link of one booking, or its reference and mobile, opens no list and adds to none', async () => {
      const [reference = ''] = await threeInARow();
      const { id } = await stored(reference);
      const link = paths.booking.show(reference, hall.system.secrets.tokenFor('booking', id));
      const enterprise = await new Visitor(hall).open(link);
      assert.deepEqual(enterprise.links('/visits/'), []);
      assert.match(enterprise.text, /这个预约已列入一张清单/);
      const added = await another(enterprise, { ...second, creditCode: inventedCreditCode(4) });
      assert.equal(await listOf(added), '', 'it is in no list');
      assert.deepEqual(enterprise.links('/visits/'), []);
      const list = await new Visitor(hall).open(await listOf(reference));
      assert.doesNotMatch(list.text, new RegExp(added));
    });

    it('whoever has opened the list comes back to it from each visit, and books on from there', async () => {
      const references = await threeInARow();
      const elsewhere = await new Visitor(hall).open(await listOf(references[0] ?? ''));
      const [, way = ''] = /action="([^"]*\/another[^"]*)"/.exec(elsewhere.text) ?? [];
      await elsewhere.send({}, way.replaceAll('&amp;', '&'));
      await elsewhere.send({ service: ['RENEW'] });
      await elsewhere.answerAll();
      await elsewhere.open(elsewhere.at.replace('/book/checklist', '/book/time'));
      await elsewhere.takeTime();
      await elsewhere.send({
        ...validDetails,
        ...person,
        enterprise: '晨光报关',
        creditCode: inventedCreditCode(4),
      });
      await elsewhere.send({});
      const list = await listOf(references[0] ?? '');
      assert.deepEqual(elsewhere.links('/visits/'), [list]);
      assert.match((await new Visitor(hall).open(list)).text, /晨光报关/);
    });

    it('a visit leaves the list a month after it, and a list without any is gone', async () => {
      const [reference = ''] = await threeInARow();
      const list = await listOf(reference);
      const { end } = await stored(reference);
      hall.clock.set(end + 30 * dayLong - 1);
      assert.match((await new Visitor(hall).open(list)).text, new RegExp(reference));
      hall.clock.set(end + 31 * dayLong);
      assert.equal((await new Visitor(hall).open(list)).page.status, 404);
    });

    it('a stranger with the same mobile sees nothing, and is in no list', async () => {
      const [reference = ''] = await threeInARow();
      const who = { ...validDetails, ...person, ...second };
      await hall.system.database.writer('booking').update({ limit_key: null, credit_code: '' });
      const stranger = await new Visitor(hall).book(['RENEW'], who);
      assert.deepEqual(stranger.links('/visits/'), []);
      const list = await new Visitor(hall).open(await listOf(reference));
      assert.doesNotMatch(list.text, new RegExp(referenceOf(stranger)));
      const forged = await stranger.post({}, paths.booking.another(reference));
      assert.equal(forged.status, 404, 'only the holder begins another');
    });

    it('one for somebody else who is reached elsewhere is booked, but not in the list', async () => {
      const reference = referenceOf(agent);
      const other = await another(agent, second, { ...person, email: 'else@test.invalid' });
      assert.equal(await listOf(other), '');
      const list = await new Visitor(hall).open(await listOf(reference));
      assert.doesNotMatch(list.text, new RegExp(other));
    });

    it('a visit that is handed to somebody else leaves the list, and its page shows no list', async () => {
      const [reference = '', handed = ''] = await threeInARow();
      const list = await listOf(reference);
      await agent.open(
        paths.booking.show(handed, hall.system.secrets.tokenFor('booking', (await stored(handed)).id)),
      );
      await agent.open(paths.booking.contact(handed));
      await agent.send({ ...person, mobile: '13700000009' });
      await agent.open(paths.booking.show(handed));
      assert.match(agent.text, /13700000009/);
      assert.deepEqual(agent.links('/visits/'), []);
      assert.doesNotMatch((await new Visitor(hall).open(list)).text, new RegExp(handed));
    });

    it('one that is cancelled stays as cancelled; one that is forgotten is gone', async () => {
      const [kept = '', gone = '', last = ''] = await threeInARow();
      const list = await listOf(kept);
      await agent.open(paths.booking.cancellation(last));
      await agent.send({});
      assert.match((await new Visitor(hall).open(list)).text, /已取消/);
      const token = hall.system.secrets.tokenFor('booking', (await stored(gone)).id);
      await agent.open(paths.booking.show(gone, token));
      await agent.open(paths.booking.deletion(gone));
      await agent.send({ confirm: '1' });
      const left = await new Visitor(hall).open(list);
      assert.equal(left.page.status, 200);
      assert.doesNotMatch(left.text, new RegExp(`${gone}|${second.enterprise}`));
      assert.match(left.text, new RegExp(kept));
    });
  });
}
