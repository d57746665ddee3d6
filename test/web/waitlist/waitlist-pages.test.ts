import assert from 'node:assert/strict';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { serveWaitlists } from '../../../server/jobs/serve-waitlists.ts';
import { bookCommand } from '../../support/commands.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { Visitor, validDetails } from '../booking/visitor.ts';

const site = 'BJ-TSY';
const email = 'wang@test.invalid';

describe('the pages of the waiting list, without script', function () {
  this.timeout(60_000);
  let hall: HallSystem;
  before(async () => {
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());

  /** Everything on a day is taken; answers the bookings. */
  let people = 0;
  async function fill(day: string): Promise<string[]> {
    const ids: string[] = [];
    const { body } = await hall.request.get(
      `/api/v1/sites/${site}/slots?service=RENEW&from=${day}&to=${day}`,
    );
    for (const slot of body.days[0].slots as { start: string; free: number }[])
      for (let n = 0; n < slot.free; n += 1) {
        people += 1;
        const id = `full-${people}`;
        const done = await hall.system.bookings.submit(
          bookCommand({
            id,
            start: slot.start,
            enterprise: { name: '测试企业', creditCode: `CODE-${people}`, customsCode: null },
          }),
          { actor: theHolder },
        );
        assert.ok(done.ok, done.ok ? '' : done.code);
        ids.push(id);
      }
    return ids;
  }
  const cancel = (booking: string) =>
    hall.system.bookings.submit(
      { type: 'cancel', booking, site, actor: { kind: 'holder' }, chance: 0 },
      { actor: theHolder },
    );

  it('a full day leads to the list; what is wrong is told at its field and what was typed stays; an offer is taken by one press', async () => {
    const [first = ''] = await fill('2026-11-24');
    const visitor = await new Visitor(hall).chooseUpToTime(['RENEW']);
    const [toList = ''] = visitor.links('/book/waiting');
    await visitor.open(toList);
    const form = /name="form" value="([^"]+)"/.exec(visitor.text)?.[1] ?? '';
    const typed = { ...validDetails, email, form, from: '2026-11-24', to: '2026-11-24', part: 'morning' };
    const wrong = await visitor.post({ ...typed, email: '', to: 'soon' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /id="to-error"/);
    const unreached = await visitor.post({ ...typed, email: '' });
    assert.equal(unreached.status, 422);
    assert.match(unreached.text, /id="email-error"/);
    assert.match(unreached.text, /value="北京示例贸易有限公司"/);
    assert.match(unreached.text, /value="morning" checked/);
    const address = visitor.at;
    await visitor.send(typed);
    assert.match(visitor.path, /^\/waitlist\//);
    assert.match(visitor.text, /正在候补/);
    const page = visitor.path;
    const twice = await visitor.post(typed, address);
    await visitor.open(String(twice.headers['location']));
    assert.deepEqual([twice.status, visitor.path], [303, page], 'B6');
    await cancel(first);
    await visitor.open(page);
    assert.match(visitor.text, /有空位了/);
    await visitor.send({}, `${page}/acceptance`);
    assert.match(visitor.path, /^\/bookings\//);
    assert.match(visitor.text, /空位已确认/);
  });

  it('a time that is refused goes on, leaving is one press, and the data is handed out and deleted', async () => {
    const [first = '', second = ''] = await fill('2026-11-25');
    const visitor = await new Visitor(hall).chooseUpToTime(['RENEW']);
    const [toList = ''] = visitor.links('/book/waiting');
    await visitor.open(`${toList}&day=2026-11-25`);
    assert.match(visitor.text, /name="from" type="date" value="2026-11-25"/);
    const form = /name="form" value="([^"]+)"/.exec(visitor.text)?.[1] ?? '';
    const mobile = '13800138777';
    await visitor.send({ ...validDetails, email, mobile, form, from: '2026-11-25', to: '2026-11-25' });
    const page = visitor.path;
    await cancel(first);
    await visitor.open(page);
    await visitor.send({}, `${page}/refusal`);
    assert.match(visitor.text, /继续为您候补/);
    await serveWaitlists(hall.system);
    await visitor.open(page);
    assert.match(visitor.text, /正在候补/, 'a time that was refused is not offered again');
    const late = await visitor.post({}, `${page}/acceptance`);
    assert.equal(late.status, 409);
    await cancel(second);
    const data = await visitor.open(`${page}/data.json`);
    assert.match(data.text, /13800138777/);
    assert.doesNotMatch(data.text, /\b1[78]\d{11}\b/, 'times as people write them');
    await visitor.open(page);
    await visitor.send({}, `${page}/withdrawal`);
    assert.match(visitor.text, /已退出候补/);
    const gone = await visitor.post({}, `${page}/deletion`);
    assert.equal(gone.status, 303);
    assert.equal((await visitor.open(page)).page.status, 404);
    const left = await hall.system.database.reader('waitlist_entry').where({ contact_mobile: mobile });
    assert.deepEqual(left, []);
    const told = await hall.system.database.reader('outbox').where('parameters', 'like', `%${mobile}%`);
    assert.deepEqual(told, []);
  });

  it('a booking waits for an earlier time, keeps its own, and is moved by one press', async () => {
    await fill('2026-11-25');
    const [early = ''] = await fill('2026-11-26');
    const visitor = new Visitor(hall);
    await visitor.book(['RENEW'], { ...validDetails, email, mobile: '13800138555' });
    const booking = visitor.path;
    assert.match(visitor.text, /11月27日|11月30日/);
    const [toForm = ''] = visitor.links('/earlier');
    await visitor.open(toForm);
    await visitor.send({});
    const page = visitor.path;
    assert.match(page, /^\/waitlist\//);
    await visitor.open(toForm);
    assert.equal(visitor.path, page, 'whoever waits already is shown how that stands');
    await cancel(early);
    await visitor.open(page);
    assert.match(visitor.text, /原来的预约/);
    await visitor.send({}, `${page}/acceptance`);
    assert.equal(visitor.path, booking);
    assert.match(visitor.text, /11月26日/);
  });
});
