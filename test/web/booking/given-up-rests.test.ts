import assert from 'node:assert/strict';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { changeRules } from '../../support/site-rules.ts';
import { assertSoundBookings, clearBookings } from '../../support/stored-bookings.ts';
import { there } from '../../support/there.ts';
import { Visitor } from './visitor.ts';

const site = 'BJ-TSY';
const day = '2026-11-24';
const at = (time: string) => Date.parse(`${day}T${time}:00+08:00`);
const nine = at('09:00');
const later = at('10:00');
const restMinutes = 20;

interface Ways {
  /** sends a form to a part of the booking's pages */
  page(part: string, fields: Readonly<Record<string, string>>): Promise<unknown>;
  /** calls the API as the booking's holder; answers the status */
  call(verb: string, body: object): Promise<number>;
}

const person = { name: '王芳', email: 'wang@test.invalid', telephone: '' };
const renewal = { service: 'RENEW', 'quantity-RENEW': '1', 'answer-RENEW_STATE': 'VALID' };

/** All ways by which the holder of a visit of two times gives one of them up, at least. */
const ways: Readonly<Record<string, (ways: Ways, mobile: string) => Promise<unknown>>> = {
  'cancelled by its page': ({ page }) => page('/cancellation', {}),
  'moved by its page': ({ page }) => page('/move', { start: String(later), confirmed: '1' }),
  'made shorter by its page': ({ page }, mobile) =>
    page('/change', { ...renewal, ...person, mobile, start: String(nine) }),
  'cancelled by the API': ({ call }) => call('cancellation', {}),
  'moved by the API': ({ call }) => call('move', { start: new Date(later).toISOString() }),
  'changed to another time by the API': ({ call }) =>
    call('change', { start: new Date(later).toISOString() }),
  'made shorter by the API': ({ call }) => call('change', { services: [{ code: 'RENEW', quantity: 1 }] }),
};

for (const engine of engines) {
  describe(`a place that its holder gives up rests before it is offered again [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let people = 0;
    before(async () => {
      hall = await startSystem({ engine });
      await changeRules(hall, site, { coolDownLeast: restMinutes, coolDownMost: restMinutes });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      await hall.system.database.writer('booking_origin').delete();
      await clearBookings(hall.system.database);
    });

    /** How many places are free at the second time of the visit. */
    const free = async (): Promise<number> => {
      const { body } = await hall.request.get(
        `/api/v1/sites/${site}/slots?service=RENEW&from=${day}&to=${day}`,
      );
      const slots = body.days[0].slots as { start: string; free: number }[];
      return slots.find(({ start }) => Date.parse(start) === at('09:15'))?.free ?? 0;
    };

    for (const [what, giveUp] of Object.entries(ways))
      it(`${what}: to the millisecond, and is then free`, async () => {
        people += 1;
        const mobile = `139${String(30_000_000 + people)}`;
        const atFirst = await free();
        const email = person.email;
        const made = await hall.request
          .post('/api/v1/bookings')
          .set('Idempotency-Key', `k-${mobile}`)
          .send({
            ...{ site, services: [{ code: 'RENEW', quantity: 2 }], start: new Date(nine).toISOString() },
            enterprise: { name: '北京示例贸易有限公司', creditCode: '91110108551385082Q' },
            ...{ contact: { name: person.name, mobile, email }, consent: true },
          });
        assert.equal(made.status, 201, made.text);
        const { reference, token } = made.body as { reference: string; token: string };
        const visitor = await new Visitor(hall).open(`/bookings/${reference}?token=${token}`);
        const booking = there(await bookingByReference(hall.system.database.reader, reference));
        assert.deepEqual([booking.start, booking.places.length], [nine, 2]);
        assert.equal(await free(), atFirst - 1);
        await giveUp(
          {
            page: async (part, fields) => {
              const answer = await visitor.post(fields, `/bookings/${reference}${part}`);
              assert.equal(answer.status, 303, answer.text);
            },
            call: async (verb, body) => {
              const { status, text } = await hall.request
                .post(`/api/v1/bookings/${reference}/${verb}`)
                .set('Authorization', `Bearer ${token}`)
                .send(body);
              assert.equal(status, 200, text);
              return status;
            },
          },
          mobile,
        );
        hall.clock.advance(restMinutes * 60_000 - 1);
        assert.equal(await free(), atFirst - 1, 'it rests');
        await assertSoundBookings(hall.system.database, hall.clock.now(), 'on');
        hall.clock.advance(1);
        assert.equal(await free(), atFirst, 'it has rested');
      });
  });
}
