import assert from 'node:assert/strict';
import { makeSeal } from '../../../server/actions/seal.ts';
import { bookingByReference } from '../../../server/store/booking/booking-query.ts';
import { saveChannel } from '../../../server/store/message/channel-store.ts';
import { wechatOf } from '../../../server/store/message/wechat-query.ts';
import { type FakeWechat, openFakeWechat } from '../../messages/fake-wechat.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { csrfOf } from '../staff/staff-browser.ts';
import { asRead } from './visitor.ts';

const openid = 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M';
const inside = 'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 MicroMessenger/8.0.50(0x18003237)';

for (const engine of engines) {
  describe(`the page of a booking inside WeChat [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let wechat: FakeWechat;
    let people = 0;
    before(async () => {
      wechat = await openFakeWechat();
      hall = await startSystem({ engine });
      const { database, config, clock } = hall.system;
      const secrets = makeSeal(config.sessionSecret, 'channels').close({ appSecret: 'secret' });
      const settings = { endpoint: wechat.url, appId: 'wx1', templates: {} };
      const channel = { site: 'BJ-TSY', kind: 'wechat', settings, secrets, active: true } as const;
      await saveChannel(database.writer, channel, clock.now());
    });
    after(async () => {
      await hall.close();
      await wechat.close();
    });

    const booked = async () => {
      people += 1;
      const mobile = `138${String(10_000_000 + people)}`;
      const { reference, token } = await bookByApi(hall, 'BJ-TSY', { name: '王芳', mobile });
      const agent = hall.agent();
      const page = `/bookings/${reference}`;
      const open = async (path = page, as = inside) => asRead(await agent.get(path).set('User-Agent', as));
      await open(`${page}?token=${token}`);
      const stored = async () => {
        const booking = await bookingByReference(hall.system.database.reader, reference);
        return wechatOf(hall.system.database.reader, booking?.id ?? '');
      };
      return { agent, page, open, stored };
    };
    /** As WeChat sends the browser back. */
    const back = (location: string, code: string): string => {
      const asked = new URL(location);
      const to = new URL(asked.searchParams.get('redirect_uri') ?? '');
      return `${to.pathname}?code=${code}&state=${encodeURIComponent(asked.searchParams.get('state') ?? '')}`;
    };

    it('offers WeChat there and nowhere else', async () => {
      const { page, open } = await booked();
      assert.match((await open()).text, /href="\/bookings\/[^"]+\/wechat">微信通知我/);
      assert.doesNotMatch((await open(page, 'Mozilla/5.0 (iPhone) Safari')).text, /微信通知我/);
    });

    it('a press leads to WeChat and back, keeps who that is sealed, and is taken back by another', async () => {
      const { agent, page, open, stored } = await booked();
      const away = await open(`${page}/wechat`);
      const asked = new URL(away.headers['location'] ?? '');
      assert.equal(away.status, 303);
      assert.equal(asked.origin + asked.pathname, 'https://open.weixin.qq.com/connect/oauth2/authorize');
      assert.equal(asked.hash, '#wechat_redirect');
      const { appid, scope, response_type: type } = Object.fromEntries(asked.searchParams);
      assert.deepEqual([appid, scope, type], ['wx1', 'snsapi_base', 'code']);
      wechat.logins.set('c1', openid);
      const done = await open(back(asked.href, 'c1'));
      assert.equal(done.headers['location'], `${page}?done=wechat_on`);
      const { method, path, query } = wechat.calls.at(-1) ?? {};
      assert.deepEqual([method, path, query?.get('secret')], ['GET', '/sns/oauth2/access_token', 'secret']);
      const sealed = await stored();
      assert.ok(sealed !== null && !sealed.includes(openid));
      assert.deepEqual(makeSeal(hall.system.config.sessionSecret, 'openid').open(sealed), { openid });
      const shown = await open(`${page}?done=wechat_on`, 'Mozilla/5.0 Safari');
      assert.match(shown.text, /已开启微信通知/);
      assert.doesNotMatch(shown.text, new RegExp(openid));
      const stopped = await agent
        .post(`${page}/wechat`)
        .type('form')
        .send({ _csrf: csrfOf(shown.text) });
      assert.equal(stopped.headers['location'], `${page}?done=wechat_off`);
      assert.equal(await stored(), null);
    });

    it('what comes back for another booking, too late, or with a code that is none changes nothing and says so', async () => {
      const one = await booked();
      const other = await booked();
      const away = await one.open(`${one.page}/wechat`);
      const state = new URL(away.headers['location'] ?? '').searchParams.get('state') ?? '';
      wechat.logins.set('c2', openid);
      for (const path of [
        `${other.page}/wechat?code=c2&state=${encodeURIComponent(state)}`,
        `${other.page}/wechat?code=c2&state=forged`,
      ])
        assert.equal((await other.open(path)).status, 409);
      assert.equal((await one.open(back(away.headers['location'] ?? '', 'none'))).status, 409);
      hall.clock.advance(11 * 60_000);
      const late = await one.open(back(away.headers['location'] ?? '', 'c2'));
      assert.deepEqual([late.status, /未能从微信确认/.test(late.text)], [409, true]);
      assert.deepEqual([await one.stored(), await other.stored()], [null, null]);
    });

    it('is forgotten with the booking', async () => {
      const { agent, page, open, stored } = await booked();
      const away = await open(`${page}/wechat`);
      wechat.logins.set('c3', openid);
      await open(back(away.headers['location'] ?? '', 'c3'));
      assert.notEqual(await stored(), null);
      const { writer } = hall.system.database;
      const asks = await open(`${page}/deletion`);
      await agent
        .post(`${page}/deletion`)
        .type('form')
        .send({ _csrf: csrfOf(asks.text) });
      assert.deepEqual(await writer('booking_wechat'), []);
    });
  });
}
