import assert from 'node:assert/strict';
import type { ChannelKind, SiteChannelKind } from '../../server/domain/message/message.ts';
import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { costsOf } from '../../server/store/message/channel-cost-query.ts';
import { saveChannel } from '../../server/store/message/channel-store.ts';
import { refusingChannels } from '../../server/store/message/refused-query.ts';
import { askWechat } from '../../server/store/message/wechat-store.ts';
import { onEveryEngine } from '../support/engines.ts';
import { type Deliverer, deliverer, openids, outboxRows, seal } from './delivery-play.ts';
import { type FakeWechat, openFakeWechat } from './fake-wechat.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { bookingLike, emptyOutbox, minute, now, putMessages, site } from './mail-fixture.ts';

const openid = 'o6_bmjrPTlm6_2sgVt7hMZOPfL2M';
const send = '/cgi-bin/message/template/send';

onEveryEngine('WeChat, then SMS, then mail', (open) => {
  let wechat: FakeWechat;
  let sms: Gateway;
  let process: Deliverer;
  before(async () => {
    wechat = await openFakeWechat();
    sms = await openGateway();
  });
  beforeEach(async () => {
    await emptyOutbox(open());
    for (const table of ['channel', 'channel_order', 'channel_cost', 'booking_wechat'])
      await open().writer(table).delete();
    wechat.calls.length = 0;
    wechat.refuse.length = 0;
    sms.received.length = 0;
    sms.answer = { status: 200, body: '{"Code":"OK","BizId":"1"}' };
    process = deliverer(open(), null);
    const templates = {
      booked: {
        'zh-CN': {
          code: 'T1',
          parameters: [
            ['thing1', 'site'],
            ['time2', 'when'],
          ],
        },
      },
    };
    await connect('wechat', { endpoint: wechat.url, appId: 'wx1', templates }, { appSecret: 'secret' }, 10);
    const common = { endpoint: sms.url, signName: '电子口岸', accessKeyId: 'id' };
    const approved = { booked: { 'zh-CN': { code: 'SMS_1', parameters: ['site'] } } };
    await connect('aliyun', { ...common, templates: approved }, { accessKeySecret: 'secret' }, 45);
  });
  after(async () => {
    await wechat.close();
    await sms.close();
  });

  const connect = (
    kind: SiteChannelKind,
    settings: object,
    secrets: Record<string, string>,
    price: number,
  ): Promise<void> =>
    saveChannel(
      open().writer,
      { site: site.code, kind, settings, secrets: seal.close(secrets), active: true, price },
      now,
    );
  const booking = bookingLike({ contact: { ...bookingLike().contact, email: null } });
  const ask = () => askWechat(open().writer, booking.id, { openid: openids.close({ openid }), at: now });
  const book = async (
    channels: readonly ChannelKind[] = ['wechat', 'aliyun'],
    of = booking,
  ): Promise<void> => {
    const fact = { type: 'booked', booking: of, fromHold: null, limitKey: null, warned: false } as const;
    await putMessages(open(), messagesFor(fact, { site, now, channels }).slice(0, 1), now);
  };
  const row = async () => {
    const [one, ...more] = await outboxRows(open());
    assert.deepEqual(more, [], 'a message is one row');
    assert.ok(one);
    return one;
  };
  const sent = () => wechat.calls.filter(({ path }) => path === send);

  it('a template message goes to the openid, with a token that serves many, and carries the way to the booking', async () => {
    await ask();
    await book();
    await process.deliver();
    const [{ query, body } = { query: null, body: {} }] = sent();
    assert.equal(query?.get('access_token'), `token-${wechat.tokens}`);
    const { url, ...rest } = body as { readonly url: string };
    assert.match(url, /\/bookings\/K7M2-9QXA\?token=/);
    assert.deepEqual(rest, {
      touser: openid,
      template_id: 'T1',
      data: { thing1: { value: '北京海关天水园办公区' }, time2: { value: '11月24日 星期二 09:15' } },
      client_msg_id: (await row()).id,
    });
    assert.deepEqual([(await row()).state, (await row()).channel], ['sent', 'wechat']);
    await book();
    await process.deliver();
    assert.equal(wechat.calls.filter(({ path }) => path === '/cgi-bin/stable_token').length, 1);
    assert.deepEqual(wechat.calls[0]?.body, {
      grant_type: 'client_credential',
      appid: 'wx1',
      secret: 'secret',
    });
    assert.equal(sms.received.length, 0);
  });

  it('a subscription notice goes by bizsend, with its page', async () => {
    const templates = { booked: { 'zh-CN': { code: 'T2', parameters: [['thing1', 'site']] } } };
    await connect(
      'wechat',
      { endpoint: wechat.url, appId: 'wx2', way: 'subscription', templates },
      { appSecret: 'secret' },
      0,
    );
    await ask();
    await book();
    await process.deliver();
    const { path, body } = wechat.calls.at(-1) ?? {};
    assert.equal(path, '/cgi-bin/message/subscribe/bizsend');
    assert.deepEqual(Object.keys(body ?? {}).sort(), ['data', 'page', 'template_id', 'touser']);
  });

  for (const code of [40001, 42001])
    it(`${code}: a token that has ended is fetched anew, and the message goes out by the same attempt`, async () => {
      await ask();
      await book();
      wechat.refuse.push(code);
      await process.deliver();
      assert.deepEqual([sent().length, (await row()).state, (await row()).attempts], [2, 'sent', 1]);
    });

  for (const code of [43004, 43101])
    it(`${code}: whom WeChat cannot reach is told by SMS at once, by the same message`, async () => {
      await ask();
      await book();
      const before = (await row()).id;
      wechat.refuse.push(code);
      await process.deliver();
      const { id, channel, state, log } = await row();
      assert.deepEqual([id, channel, state], [before, 'aliyun', 'sent']);
      assert.equal(sms.received.length, 1);
      assert.deepEqual(
        (JSON.parse(log) as { ok: boolean; answer: string }[]).map(({ ok, answer }) => [
          ok,
          answer.slice(0, 13),
        ]),
        [
          [false, `wechat: ${code}`],
          [true, 'OK 1'],
        ],
      );
    });

  it('who has not asked for WeChat is told by SMS, and WeChat hears nothing', async () => {
    await book();
    await process.deliver();
    assert.deepEqual(
      [(await row()).channel, (await row()).state, wechat.calls.length],
      ['aliyun', 'sent', 0],
    );
  });

  it('whom neither reaches is told by mail where mail is last, and a message that nobody can carry is kept', async () => {
    const of = bookingLike();
    await book(['wechat', 'aliyun', 'mail'], of);
    sms.answer = { status: 200, body: '{"Code":"isv.MOBILE_NUMBER_ILLEGAL","Message":"no"}' };
    await process.deliver();
    const { channel, recipient, state } = await row();
    assert.deepEqual([channel, recipient, state], ['mail', of.contact.email, 'kept']);
  });

  for (const code of [45009, 45047, -1])
    it(`${code}: what passes is tried again by the same channel`, async () => {
      await ask();
      await book();
      wechat.refuse.push(code);
      await process.deliver();
      assert.deepEqual([(await row()).channel, (await row()).state], ['wechat', 'queued']);
      process.now += 60 * minute;
      await process.deliver();
      assert.deepEqual([(await row()).state, sms.received.length], ['sent', 0]);
    });

  it('a template that the account does not have is a fault of the channel, which says so', async () => {
    await ask();
    await book();
    wechat.refuse.push(40037);
    await process.deliver();
    assert.deepEqual(await refusingChannels(open().reader), [
      { kind: 'wechat', site: site.code, code: '40037', count: 1 },
    ]);
  });

  it('neither the openid nor a secret is readable in the database', async () => {
    await ask();
    await book();
    await process.deliver();
    for (const table of ['booking_wechat', 'outbox', 'channel'])
      assert.doesNotMatch(JSON.stringify(await open().reader(table)), new RegExp(`${openid}|"secret"`));
  });

  it('what was accepted is counted by channel and month, at the price of its channel', async () => {
    await ask();
    await book();
    await process.deliver();
    wechat.refuse.push(43004);
    await book();
    await process.deliver();
    await book();
    await process.deliver();
    assert.deepEqual(await costsOf(open().reader, '2026-11', []), [
      { site: site.code, channel: 'aliyun', messages: 1, cost: 45 },
      { site: site.code, channel: 'wechat', messages: 2, cost: 20 },
    ]);
  });
});
