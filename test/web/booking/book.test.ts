import assert from 'node:assert/strict';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { Visitor, validDetails } from './visitor.ts';

const services = ['NEW', 'RENEW', 'ADD_OPERATOR', 'ADD_DECLARANT', 'REPLACE', 'UNLOCK'] as const;
const tuesday = Date.parse('2026-11-24T09:00:00+08:00');
const quarter = 15 * 60_000;

for (const engine of engines) {
  describe(`booking by the pages [${engine}]`, () => {
    let hall: HallSystem;
    let people = 0;

    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    after(() => hall.close());
    beforeEach(() => hall.clock.set(mondayMorning));

    /** a person of their own, so that one visit a day stands in nobody's way */
    const somebody = () => {
      people += 1;
      return { ...validDetails, mobile: `138${String(10_000_000 + people)}` };
    };
    const bookings = async (mobile: string) =>
      hall.system.database.reader('booking').where({ contact_mobile: mobile });
    const takeAll = async (start: number, places = 3) => {
      for (let n = 0; n < places; n += 1) {
        const id = hall.system.secrets.newId();
        const held = await hall.system.bookings.submit(
          {
            type: 'hold',
            id,
            site: 'BJ-TSY',
            services: [{ code: 'UNLOCK', quantity: 1 }],
            start,
            replaces: null,
          },
          { actor: theSystem },
        );
        if (!held.ok) return;
      }
    };

    for (const service of services) {
      it(`a visit for ${service} is booked from nothing to its reference without any script`, async () => {
        const details = somebody();
        const visitor = await new Visitor(hall).book([service], details);
        assert.equal(visitor.page.status, 200);
        const [row] = await bookings(details.mobile);
        assert.equal(row?.state, 'confirmed');
        assert.ok(visitor.text.includes(row?.reference));
        assert.ok(visitor.text.includes('/code.svg'));
        assert.deepEqual(JSON.parse(row?.services), [{ code: service, quantity: 1 }]);
      });
    }

    it('services and quantities add up, and a deep link chooses service and site', async () => {
      const details = somebody();
      const visitor = new Visitor(hall);
      await visitor.open('/book?service=RENEW&site=BJ-ZGC');
      assert.match(visitor.text, /value="RENEW" checked/);
      await visitor.send({ service: ['RENEW', 'UNLOCK'], 'quantity-RENEW': '3' });
      await visitor.answerAll();
      const [toTimes = ''] = visitor.links('/book/time');
      assert.ok(toTimes.includes('site=BJ-ZGC'), 'the site is chosen already');
      await visitor.open(toTimes);
      await visitor.takeTime();
      await visitor.send(details);
      await visitor.send({ tick: ['NO_SUCH_THING'] });
      const [row] = await bookings(details.mobile);
      assert.equal(row?.site, 'BJ-ZGC');
      assert.equal(row?.minutes, 35);
      assert.deepEqual(JSON.parse(row?.ticks), []);
    });

    it('a form that is sent twice at once, and again later, books once', async () => {
      const details = somebody();
      const visitor = await new Visitor(hall).chooseUpToCheck(['RENEW'], details);
      const answers = await Promise.all([visitor.post({}), visitor.post({}), visitor.post({})]);
      assert.deepEqual(
        answers.map(({ status, headers }) => [status, headers['location']]),
        answers.map(() => [303, answers[0]?.headers['location']]),
      );
      assert.equal((await bookings(details.mobile)).length, 1);
      // the back button after confirming leads to the booking, not to a second one
      const check = visitor.at;
      await visitor.open(check);
      assert.match(visitor.path, /^\/bookings\//);
      assert.equal((await bookings(details.mobile)).length, 1);
    });

    it('a time that goes while somebody types is told, nothing typed is lost, and the three nearest are offered', async () => {
      const details = somebody();
      const start = tuesday + 2 * quarter;
      const visitor = await new Visitor(hall).chooseUpToCheck(['UNLOCK'], details, start);
      hall.clock.advance(11 * 60_000);
      await takeAll(start);
      const answer = await visitor.send({});
      assert.equal(answer.page.status, 409);
      assert.match(visitor.text, /这个时间已被约走/);
      assert.equal(visitor.starts().length, 3);
      assert.ok(!visitor.starts().includes(start));
      assert.ok(visitor.text.includes(details.mobile), 'what was typed is still there');
      const action = /<form method="post" action="([^"]*)" class="near"/
        .exec(visitor.text)?.[1]
        ?.replaceAll('&amp;', '&');
      await visitor.send({ start: String(visitor.starts()[0]) }, action);
      assert.equal(visitor.path, '/book/check', 'straight back to where it went wrong');
      await visitor.send({});
      const [row] = await bookings(details.mobile);
      assert.equal(row?.state, 'confirmed');
    });

    it('a time that is taken at the moment of choosing is told with other times', async () => {
      const start = tuesday + 6 * quarter;
      const visitor = await new Visitor(hall).chooseUpToTime(['UNLOCK']);
      await takeAll(start);
      await visitor.takeTime(start);
      assert.equal(visitor.page.status, 409);
      assert.match(visitor.text, /刚刚约满/);
      assert.ok(visitor.starts().length > 3);
    });

    it('a time that is over is said to be past, not taken', async () => {
      const visitor = await new Visitor(hall).chooseUpToTime(['UNLOCK']);
      const start = Date.parse('2026-11-20T09:00:00+08:00');
      await visitor.takeTime(start);
      assert.equal(visitor.page.status, 409);
      assert.match(visitor.text, /这个时间已经过了/);
      assert.doesNotMatch(visitor.text, /被约走/);
      assert.ok(visitor.starts().length > 3);
      await visitor.open(`/book/details?service=UNLOCK&site=BJ-TSY&start=${start}`);
      assert.match(visitor.text, /这个时间已经过了/);
      assert.doesNotMatch(visitor.text, /没有名额/);
    });

    it('a hold that ran out while its time is still free is taken again', async () => {
      const details = somebody();
      const start = tuesday + 9 * quarter;
      const visitor = await new Visitor(hall).chooseUpToTime(['UNLOCK']);
      await visitor.takeTime(start);
      assert.match(visitor.text, /保留到 10:10/);
      hall.clock.advance(11 * 60_000);
      await visitor.send(details);
      assert.equal(visitor.path, '/book/check');
      assert.match(visitor.text, /保留到 10:21/);
    });

    it('a second choice of time gives the first one back', async () => {
      const visitor = await new Visitor(hall).chooseUpToTime(['UNLOCK']);
      const times = visitor.at;
      const before = await hall.system.database.reader('hold');
      await visitor.takeTime(tuesday + 12 * quarter + 60 * 60_000);
      const back = new URL(visitor.at, hall.url);
      assert.equal(back.pathname, '/book/details');
      await visitor.open(visitor.at.replace('/book/details', '/book/time'));
      assert.match(visitor.text, /已为您保留/);
      await visitor.open(times);
      await visitor.takeTime(tuesday + 13 * quarter + 60 * 60_000);
      const after = await hall.system.database.reader('hold');
      assert.equal(after.length, before.length + 1);
      await visitor.open(visitor.at.replace('/book/details', '/book/time').replace('BJ-TSY', 'BJ-ZGC'));
      await visitor.takeTime();
      const elsewhere = await hall.system.database.reader('hold').where({ site: 'BJ-TSY' });
      assert.equal(elsewhere.length, before.length, 'also when it is at another site');
    });

    it('two tabs of one browser book two different visits', async () => {
      const [one, two] = [somebody(), { ...somebody(), creditCode: '914403001922038216' }];
      const visitor = new Visitor(hall);
      await visitor.chooseUpToCheck(['RENEW'], one);
      const first = visitor.at;
      await visitor.chooseUpToCheck(['UNLOCK'], two);
      assert.ok(visitor.text.includes(two.mobile));
      await visitor.open(first);
      assert.ok(visitor.text.includes(one.mobile) && !visitor.text.includes(two.mobile));
      await visitor.send({});
      const [row] = await bookings(one.mobile);
      assert.equal(row?.credit_code, one.creditCode);
      assert.equal((await bookings(two.mobile)).length, 0);
    });

    it('of two tabs of one journey, or after going back, the page that is confirmed counts and the other time is given back', async () => {
      const details = somebody();
      const [shown, later] = [tuesday + 20 * quarter, tuesday + 22 * quarter];
      const visitor = await new Visitor(hall).chooseUpToCheck(['UNLOCK'], details, shown);
      const check = visitor.at;
      await visitor.open(check.replace('/book/check', '/book/time'));
      await visitor.takeTime(later);
      const other = visitor.at;
      await visitor.open(check);
      await visitor.send({});
      assert.match(visitor.path, /^\/bookings\//);
      const rows = await bookings(details.mobile);
      assert.deepEqual([rows.length, rows[0]?.starts_at], [1, shown]);
      const held = await hall.system.database
        .reader('place')
        .where({ slot_start: later })
        .whereNotNull('hold');
      assert.deepEqual(held, []);
      await visitor.open(other);
      assert.match(visitor.path, /^\/bookings\//, 'the second tab shows the visit too');
    });

    it('a time that goes on the page of details is told with the three nearest, and leads on where nothing is wrong', async () => {
      const details = somebody();
      const start = tuesday + 24 * quarter;
      const visitor = await new Visitor(hall).chooseUpToTime(['UNLOCK']);
      await visitor.takeTime(start);
      hall.clock.advance(11 * 60_000);
      await takeAll(start);
      await visitor.send(details);
      assert.equal(visitor.page.status, 409);
      assert.equal(visitor.starts().length, 3);
      assert.ok(visitor.text.includes(`value="${details.mobile}"`));
      const [, action = ''] = /<form method="post" action="([^"]*)" class="near"/.exec(visitor.text) ?? [];
      await visitor.send({ start: String(visitor.starts()[0]) }, action.replaceAll('&amp;', '&'));
      assert.equal(visitor.path, '/book/check');
      await visitor.send({});
      assert.match(visitor.path, /^\/bookings\//);
    });

    it('a second visit of the same person on a day is refused with a sentence, not with an error page', async () => {
      const details = somebody();
      await new Visitor(hall).book(['RENEW'], details);
      const visitor = await new Visitor(hall).chooseUpToCheck(['UNLOCK'], details);
      await visitor.send({});
      assert.equal(visitor.page.status, 409);
      assert.match(visitor.text, /在这一天已有一个有效预约/);
    });

    it('a time that somebody holds is offered to nobody else', async () => {
      const visitor = await new Visitor(hall).chooseUpToTime(['NEW']);
      const [start = 0] = visitor.starts();
      await visitor.takeTime(start);
      const other = await new Visitor(hall).chooseUpToTime(['NEW']);
      assert.ok(!other.starts().includes(start), 'queue B has one place');
    });
  });
}
