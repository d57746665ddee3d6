import assert from 'node:assert/strict';
import { endDays } from '../../../server/jobs/end-days.ts';
import { fulfilDeletions } from '../../../server/jobs/requested-deletions.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { openCounters } from '../../support/worked-day.ts';
import { Visitor, validDetails } from './visitor.ts';

const start = Date.parse('2026-11-24T09:00:00+08:00');
const hour = 60 * 60_000;
/** one for each, since missed visits block an enterprise */
const codes = [
  '914403001922038216',
  '91110108551385082Q',
  '91440300708461136T',
  '91110000802100433B',
  '911100001000044477',
];

for (const engine of engines) {
  describe(`whoever wants to be forgotten when it is too late to cancel [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let people = 0;
    let visitor: Visitor;
    let id: string;

    before(async () => {
      hall = await startSystem({ engine });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      people += 1;
      const mobile = `135${String(10_000_000 + people)}`;
      visitor = await new Visitor(hall).book(
        ['UNLOCK'],
        { ...validDetails, creditCode: codes[people - 1] ?? '', mobile, email: 'wang@test.invalid' },
        start + people * 15 * 60_000,
      );
      const row = await hall.system.database.reader('booking').where({ contact_mobile: mobile }).first('id');
      id = there(row).id;
      hall.clock.set(start - hour / 4);
    });

    const stored = () => hall.system.database.reader('booking').where({ id }).first();
    const actions = async () => {
      const rows = await hall.system.database
        .reader('audit')
        .where({ subject: id })
        .orderBy('at')
        .select('action', 'actor');
      return rows.map(({ action, actor }) => `${action} ${actor}`);
    };
    const own = () => `/bookings/${visitor.path.split('/')[2]}`;
    const ask = async () => {
      await visitor.open(`${own()}/deletion`);
      return visitor.send({});
    };

    it('reads why not now, whom to call and what happens instead', async () => {
      await visitor.open(`${own()}/deletion`);
      assert.match(visitor.text, /现在还不能立即删除/);
      assert.match(visitor.text, /href="tel:\+86-10-85734201"/);
      assert.match(visitor.text, /办理结束后删除/);
    });

    it('is remembered, keeps the visit, and is forgotten by itself when nobody came', async () => {
      await ask();
      assert.match(visitor.text, /您的信息会自动删除/);
      await ask();
      assert.equal((await stored())?.state, 'confirmed');
      assert.equal(await fulfilDeletions(hall.system), 0, 'the visit is to come');
      assert.equal((await stored())?.contact_name, validDetails.name);
      await openCounters(hall, 'BJ-TSY', start - hour);
      hall.clock.set(start + 16 * hour);
      await endDays(hall.system);
      assert.equal(await fulfilDeletions(hall.system), 1);
      const row = await stored();
      assert.deepEqual([row?.state, row?.contact_name, row?.contact_mobile], ['missed', '', '']);
      assert.deepEqual(await hall.system.database.reader('outbox').where({ booking: id }), []);
      await visitor.open(own());
      assert.equal(visitor.page.status, 404);
      assert.equal(await fulfilDeletions(hall.system), 0, 'once');
      assert.deepEqual((await actions()).sort(), [
        'booking.delete system',
        'booking.wish_deletion holder',
        'booking.wish_deletion holder',
      ]);
    });

    it('can take it back', async () => {
      await ask();
      await visitor.open(`${own()}/deletion`);
      assert.match(visitor.text, /您已要求删除/);
      await visitor.send({ keep: '1' });
      assert.match(visitor.text, /已撤回删除/);
      hall.clock.set(start + 16 * hour);
      await endDays(hall.system);
      assert.equal(await fulfilDeletions(hall.system), 0);
      assert.equal((await stored())?.contact_name, validDetails.name);
    });

    it('waits while the visit is under way, and no longer', async () => {
      const { writer } = hall.system.database;
      await writer('booking').where({ id }).update({ state: 'arrived' });
      await ask();
      hall.clock.set(start + 2 * hour);
      assert.equal(await fulfilDeletions(hall.system), 0);
      await writer('booking').where({ id }).update({ state: 'completed' });
      assert.equal(await fulfilDeletions(hall.system), 1);
    });

    it('waits for a branch that has the materials in hand, and for no other', async () => {
      const { writer } = hall.system.database;
      await ask();
      hall.clock.set(start + 30 * hour);
      await writer('booking').where({ id }).update({ handling: 'online_agency' });
      const agency = { booking: id, site: 'BJ-TSY', state: 'submitted', revision: 1, since: start } as const;
      await writer('agency_case').insert(agency);
      assert.equal(await fulfilDeletions(hall.system), 0);
      await writer('agency_case').where({ booking: id }).update({ state: 'returned' });
      assert.equal(await fulfilDeletions(hall.system), 1);
      assert.equal(await writer('agency_case').where({ booking: id }).first(), undefined);
      assert.equal((await stored())?.contact_name, '');
    });
  });
}
