import assert from 'node:assert/strict';
import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { bookingToken } from '../../../server/actions/booking/booking-link.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { Visitor, validDetails } from './visitor.ts';

const weChat =
  'Mozilla/5.0 (Linux; Android 14; V2307A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0 Mobile Safari/537.36 XWEB/1260 MMWEBSDK/20240802 MicroMessenger/8.0.53.2740(0x28003533) WeChat/arm64';

describe('a booking that is kept without mail', () => {
  let hall: HallSystem;
  let visitor: Visitor;
  let reference: string;
  let people = 0;

  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite', clockStart: mondayMorning });
  });
  after(() => hall.close());

  const bookAt = async (site: string): Promise<void> => {
    people += 1;
    visitor = await new Visitor(hall).chooseUpToTime(['RENEW'], site);
    await visitor.takeTime();
    await visitor.send({ ...validDetails, mobile: `1390000${String(1000 + people)}` });
    await visitor.send({});
    reference = visitor.path.split('/')[2] ?? '';
  };

  it('is a picture whose code is the reference alone, and no picture for anybody else', async function () {
    this.timeout(60_000);
    await bookAt('BJ-TSY');
    const { page } = await visitor.open(`/bookings/${reference}/picture.png`);
    assert.deepEqual([page.status, page.headers['content-type']], [200, 'image/png']);
    const { width, height, data } = PNG.sync.read(page.body as Buffer);
    assert.equal(width, 1080);
    assert.equal(jsqr.default(new Uint8ClampedArray(data), width, height)?.data, reference);
    const stranger = await new Visitor(hall).open(`/bookings/${reference}/picture.png`);
    assert.equal(stranger.page.status, 404);
  });

  it('has no code any more once it is cancelled', async function () {
    this.timeout(60_000);
    await bookAt('BJ-ZGC');
    await visitor.open(`/bookings/${reference}/cancellation`);
    await visitor.send({});
    const { page } = await visitor.open(`/bookings/${reference}/picture.png`);
    const { width, height, data } = PNG.sync.read(page.body as Buffer);
    assert.equal(jsqr.default(new Uint8ClampedArray(data), width, height), null);
  });

  it('is a picture to hold down and a link to copy inside WeChat, which opens no calendar file', async () => {
    await bookAt('BJ-AIRPORT');
    const booking = await bookingByReference(hall.system.database.reader, reference);
    assert.ok(booking);
    const token = bookingToken(hall.system.secrets, booking);
    const inside = hall.agent();
    await inside.get(`/bookings/${reference}?token=${token}`).set('User-Agent', weChat);
    const { text } = await inside.get(`/bookings/${reference}`).set('User-Agent', weChat);
    assert.doesNotMatch(text, /calendar\.ics/);
    assert.match(text, /<img src="\/bookings\/[^"]+\/picture\.png"[^>]* alt="预约单图片/);
    assert.match(text, /data-copy="own-link"/);
    await visitor.open(`/bookings/${reference}`);
    assert.match(visitor.text, /calendar\.ics[\s\S]*picture\.png"\s+download/);
    assert.doesNotMatch(visitor.text, /<img src="[^"]*picture\.png/);
  });

  it('asks how it is handled before it offers to be kept, and asks no more once that is chosen', async () => {
    await bookAt('HZ');
    const order = () =>
      ['name="mode"', 'calendar.ics', 'picture.png', '/print"'].map((part) => visitor.text.indexOf(part));
    const [choice = -1, ...kept] = order();
    assert.ok(choice > 0 && kept.every((at) => at > choice), 'first the choice');
    await visitor.send({ mode: 'self_service' }, `/bookings/${reference}/handling`);
    const [chosen = -1, ...then] = order();
    assert.ok(
      then.every((at) => at > 0 && at < chosen),
      'then it can be kept, and changed below',
    );
  });
});
