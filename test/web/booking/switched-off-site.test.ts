import assert from 'node:assert/strict';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { Visitor } from './visitor.ts';

describe('a booking at a site that was switched off', () => {
  let hall: HallSystem;
  let visitor: Visitor;
  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite' });
    visitor = await new Visitor(hall).book(['RENEW']);
    await hall.system.database.writer('site').where({ code: 'BJ-TSY' }).update({ active: false });
    await hall.system.database.writer('catalogue_version').increment('version', 1);
    hall.system.catalogueCache.forget();
  });
  after(() => hall?.close());

  it('is still shown to its holder, with whom to telephone and nothing that cannot be done', async () => {
    const own = visitor.path;
    await visitor.open(own);
    assert.equal(visitor.page.status, 200);
    assert.match(visitor.text, /这个网点现在不受理预约[\s\S]*?010-85734201/);
    for (const part of ['/move', '/cancellation', '/contact', '/sites/BJ-TSY'])
      assert.deepEqual(visitor.links(part), [], part);
    for (const part of ['/print', '/data.json', '/calendar.ics']) {
      await visitor.open(own + part);
      assert.equal(visitor.page.status, 200, part);
    }
  });
});

describe('the switch of language on a page that answers a form', () => {
  let hall: HallSystem;
  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall?.close());

  const switchAfter = async (referer: string | null): Promise<string> => {
    const post = hall.request.post('/bookings/2222-2222/ticks').set('Accept-Language', 'en');
    const { text } = await (referer === null ? post : post.set('Referer', referer));
    return (/<link rel="alternate" hreflang="zh-CN" href="([^"]*)"/.exec(text)?.[1] ?? '').replaceAll(
      '&amp;',
      '&',
    );
  };

  it('leads to the page that had the form, or home, and never to another host', async () => {
    assert.equal(
      await switchAfter(`${hall.url}/bookings/2222-2222?done=moved`),
      '/bookings/2222-2222?done=moved&lang=zh-CN',
    );
    assert.equal(await switchAfter(null), '/?lang=zh-CN');
    assert.equal(await switchAfter('https://elsewhere.invalid/bookings'), '/?lang=zh-CN');
  });
});
