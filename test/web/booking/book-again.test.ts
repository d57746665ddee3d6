import assert from 'node:assert/strict';
import type { Booking } from '../../../server/domain/booking/booking.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { Visitor, validDetails } from './visitor.ts';

for (const engine of engines) {
  describe(`booking again with the same details [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let people = 0;
    let visitor: Visitor;
    let reference: string;
    let mobile: string;
    before(async () => {
      hall = await startSystem({ engine });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      people += 1;
      mobile = `137${String(20_000_000 + people)}`;
      const details = { ...validDetails, mobile, email: 'wang@test.invalid' };
      visitor = await new Visitor(hall).book(['RENEW', 'UNLOCK'], details);
      reference = visitor.path.split('/')[2] ?? '';
    });

    const stored = async (of = reference): Promise<Booking> =>
      there(await bookingByReference(hall.system.database.reader, of));
    const become = (state: Booking['state']) =>
      hall.system.database.writer('booking').where({ reference }).update({ state });
    const press = async () => {
      await visitor.open(`/bookings/${reference}`);
      return visitor.send({}, `/bookings/${reference}/again`);
    };
    const madeNow = () => stored(visitor.path.split('/')[2]);
    const takeAnotherDay = async ({ start }: Booking) => {
      const days = visitor.links('day=');
      await visitor.open(days.at(-1) ?? '');
      return visitor.takeTime(visitor.starts().find((one) => Math.abs(one - start) > 18 * 3_600_000));
    };
    const said = ({ services, answers, site, enterprise, contact, locale }: Booking) => ({
      ...{ services, answers, site, enterprise, contact, locale },
    });

    for (const state of ['confirmed', 'cancelled', 'missed', 'not_held', 'completed'] as const)
      it(`of a visit that is ${state}: a time is chosen, the rest is there to be checked, and no address names anybody`, async () => {
        await become(state);
        const before = await stored();
        await press();
        assert.equal(visitor.path, '/book/time', visitor.text.slice(0, 400));
        const secret = [mobile, '王芳', '91110108551385082Q', 'wang@test.invalid'];
        assert.ok(secret.every((one) => !decodeURIComponent(visitor.at).includes(one)));
        await takeAnotherDay(before);
        assert.equal(visitor.path, '/book/check');
        assert.ok(secret.every((one) => !decodeURIComponent(visitor.at).includes(one)));
        await visitor.send({});
        assert.match(visitor.path, /^\/bookings\//, visitor.text.match(/notice[^<]*<[^<]*/)?.[0]);
        const made = await madeNow();
        assert.notEqual(made.reference, reference);
        assert.deepEqual(said(made), said(before));
        assert.deepEqual(await stored(), before, 'the one before stays as it was');
      });

    it('keeps the rules: a second visit of the day is refused as ever', async () => {
      const { start } = await stored();
      await press();
      await visitor.takeTime(visitor.starts().find((one) => one !== start));
      await visitor.send({});
      assert.equal(visitor.page.status, 409);
      assert.equal(visitor.path, '/book/check');
    });

    it('is written to in the language of before, whatever this page is read in', async () => {
      await hall.system.database
        .writer('booking')
        .where({ reference })
        .update({ locale: 'en', state: 'cancelled' });
      await press();
      await takeAnotherDay(await stored());
      await visitor.send({});
      assert.equal((await madeNow()).locale, 'en');
    });

    it('asks for consent anew when the privacy notice is another one', async () => {
      await hall.system.database
        .writer('booking')
        .where({ reference })
        .update({ consent_version: 'of-last-year', state: 'cancelled' });
      await press();
      await visitor.takeTime(visitor.starts().at(-1));
      assert.equal(visitor.path, '/book/details');
      assert.ok(visitor.text.includes(`value="${mobile}"`), 'all else is filled in');
    });

    it('is for the holder only', async () => {
      const stranger = await new Visitor(hall).open('/book');
      const answer = await stranger.post({}, `/bookings/${reference}/again`);
      assert.equal(answer.status, 404);
      assert.equal(answer.headers['set-cookie']?.includes('draft-') ?? false, false);
    });
  });
}
