import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { SiteChannelKind } from '../../server/domain/message/message.ts';
import { messagesAbout, messagesFor } from '../../server/domain/message/messages-for.ts';
import { saveChannel } from '../../server/store/message/channel-store.ts';
import { onEveryEngine } from '../support/engines.ts';
import { type Deliverer, deliverer, outboxRows, seal, states } from './delivery-play.ts';
import { type Gateway, openGateway, type Received } from './gateway.ts';
import { bookingLike, emptyOutbox, minute, now, putMessages, site } from './mail-fixture.ts';

const approved = {
  booked: { 'zh-CN': { code: 'SMS_1', parameters: ['contact', ['place', 'site'], 'when', 'reference'] } },
};

onEveryEngine('a site’s own channel', (open) => {
  let gateway: Gateway;
  let process: Deliverer;
  before(async () => {
    gateway = await openGateway();
  });
  beforeEach(async () => {
    await emptyOutbox(open());
    gateway.received.length = 0;
    gateway.answer = { status: 200, body: 'thanks' };
    process = deliverer(open(), null);
  });
  after(() => gateway.close());

  const connect = (kind: SiteChannelKind, settings: object, secrets: Record<string, string>): Promise<void> =>
    saveChannel(
      open().writer,
      { site: site.code, kind, settings, secrets: seal.close(secrets), active: true },
      now,
    );
  const book = async (kind: SiteChannelKind): Promise<void> => {
    const booking = bookingLike({ contact: { ...bookingLike().contact, email: null } });
    const fact = { type: 'booked', booking, fromHold: null, limitKey: null, warned: false } as const;
    await putMessages(open(), messagesFor(fact, { site, now, channels: [kind] }).slice(0, 1), now);
  };
  const only = (): Received => {
    assert.equal(gateway.received.length, 1);
    return gateway.received[0] as Received;
  };

  it('webhook: posts the message as JSON, signed together with the time', async () => {
    await connect('webhook', { url: `${gateway.url}/sms` }, { key: 'shared' });
    await book('webhook');
    await process.deliver();
    const { method, path, headers, body } = only();
    assert.deepEqual([method, path], ['POST', '/sms']);
    const timestamp = String(Math.floor(now / 1000));
    assert.equal(headers['x-hall-timestamp'], timestamp);
    const expected = createHmac('sha256', 'shared').update(`${timestamp}.${body}`).digest('hex');
    assert.equal(headers['x-hall-signature'], `v1=${expected}`);
    const said = JSON.parse(body) as {
      id: string;
      recipient: string;
      text: string;
      parameters: { name: string; value: string }[];
    };
    const [row] = await outboxRows(open());
    assert.equal(said.id, row?.id);
    assert.equal(headers['idempotency-key'], row?.id);
    assert.equal(said.recipient, '13812345678');
    assert.match(said.text, /^您已预约 11月24日 星期二 09:15 到北京海关天水园办公区/);
    assert.deepEqual(said.parameters.slice(0, 3), [
      { name: 'contact', value: '王小明' },
      { name: 'enterprise', value: '北京<测试>科技有限公司' },
      { name: 'site', value: '北京海关天水园办公区' },
    ]);
    assert.deepEqual(JSON.parse(row?.log ?? ''), [{ at: now, ok: true, answer: '200' }]);
  });

  it('webhook: an error, a redirect and silence are tried again and written down', async () => {
    await connect('webhook', { url: gateway.url }, { key: 'shared' });
    await book('webhook');
    const hasty = deliverer(open(), null, 500);
    for (const answer of [
      { status: 503, body: 'busy' },
      { status: 302, body: '', location: 'http://127.0.0.1:1/' },
      null,
    ]) {
      gateway.answer = answer;
      if (answer === null) hasty.now = process.now;
      await (answer === null ? hasty : process).deliver();
      process.now += 10 * minute;
    }
    gateway.answer = { status: 204, body: '' };
    await process.deliver();
    const [row] = await outboxRows(open());
    assert.equal(row?.state, 'sent');
    assert.deepEqual(
      (JSON.parse(row?.log ?? '') as { ok: boolean; answer: string }[]).map(({ ok, answer }) => [ok, answer]),
      [
        [false, '503'],
        [false, '302'],
        [false, 'no answer in 500 ms'],
        [true, '204'],
      ],
    );
    assert.equal(new Set(gateway.received.map(({ headers }) => headers['idempotency-key'])).size, 1);
  });

  it('Aliyun: sends the approved template with named parameters', async () => {
    gateway.answer = { status: 200, body: '{"Code":"OK","Message":"OK","BizId":"9006","RequestId":"F655"}' };
    const settings = { endpoint: gateway.url, accessKeyId: 'id', signName: '电子口岸', templates: approved };
    await connect('aliyun', settings, { accessKeySecret: 'secret' });
    await book('aliyun');
    await process.deliver();
    const { query, headers } = only();
    const [row] = await outboxRows(open());
    assert.equal(row?.state, 'sent');
    assert.deepEqual(Object.fromEntries(query), {
      PhoneNumbers: '13812345678',
      SignName: '电子口岸',
      TemplateCode: 'SMS_1',
      TemplateParam: JSON.stringify({
        contact: '王小明',
        place: '北京海关天水园办公区',
        when: '11月24日 星期二 09:15',
        reference: 'K7M2-9QXA',
      }),
      OutId: row.id,
    });
    assert.equal(headers['x-acs-action'], 'SendSms');
    assert.equal(headers['x-acs-version'], '2017-05-25');
    assert.match(
      headers.authorization ?? '',
      /^ACS3-HMAC-SHA256 Credential=id,SignedHeaders=host;.*,Signature=[0-9a-f]{64}$/,
    );
  });

  it('Tencent: sends the approved template with parameters in its order', async () => {
    gateway.answer = {
      status: 200,
      body: '{"Response":{"SendStatusSet":[{"Code":"Ok","SerialNo":"5000:1","Message":"send success"}],"RequestId":"a0"}}',
    };
    const settings = {
      endpoint: gateway.url,
      secretId: 'id',
      sdkAppId: '1400',
      signName: '电子口岸',
      templates: approved,
    };
    await connect('tencent', settings, { secretKey: 'secret' });
    await book('tencent');
    await process.deliver();
    const { body, headers } = only();
    const [row] = await outboxRows(open());
    assert.equal(row?.state, 'sent');
    assert.deepEqual(JSON.parse(body), {
      PhoneNumberSet: ['+8613812345678'],
      SmsSdkAppId: '1400',
      SignName: '电子口岸',
      TemplateId: 'SMS_1',
      TemplateParamSet: ['王小明', '北京海关天水园办公区', '11月24日 星期二 09:15', 'K7M2-9QXA'],
      SessionContext: row.id,
    });
    assert.equal(headers['x-tc-action'], 'SendSms');
    assert.equal(headers['x-tc-version'], '2021-01-11');
    assert.equal(headers['x-tc-region'], 'ap-guangzhou');
    assert.match(
      headers.authorization ?? '',
      /^TC3-HMAC-SHA256 Credential=id\/2026-11-20\/sms\/tc3_request, SignedHeaders=/,
    );
  });

  it('no text message has an address in its parameters, and none is empty, whatever the office has typed', async () => {
    const template = { code: '7', parameters: ['material', 'reason', 'note', 'telephone'] };
    const templates = { document_returned: { 'zh-CN': template } };
    const settings = { endpoint: gateway.url, signName: '电子口岸', templates };
    await connect('aliyun', { ...settings, accessKeyId: 'id' }, { accessKeySecret: 'secret' });
    await connect('tencent', { ...settings, secretId: 'id', sdkAppId: '1400' }, { secretKey: 'secret' });
    const notice = {
      type: 'document_returned',
      material: 'BUSINESS_LICENCE',
      reason: '缺公章，样例见\nhttps://hall.invalid/sample',
    } as const;
    const booking = bookingLike({ contact: { ...bookingLike().contact, email: null } });
    for (const channel of ['aliyun', 'tencent'] as const)
      await putMessages(open(), messagesAbout(notice, booking, { site, now, channels: [channel] }), now);
    await process.deliver();
    const said = gateway.received.map(({ query, body }) =>
      body === ''
        ? Object.values(JSON.parse(query.get('TemplateParam') ?? '') as Record<string, string>)
        : (JSON.parse(body) as { TemplateParamSet: string[] }).TemplateParamSet,
    );
    const expected = ['营业执照', '缺公章，样例见', '-', '010-85734201'];
    assert.deepEqual(said, [expected, expected]);
  });

  it('a refusal inside a 200 is a refusal', async () => {
    const settings = {
      endpoint: gateway.url,
      secretId: 'id',
      sdkAppId: '1400',
      signName: '电子口岸',
      templates: approved,
    };
    await connect('tencent', settings, { secretKey: 'secret' });
    await connect('aliyun', { ...settings, accessKeyId: 'id' }, { accessKeySecret: 'secret' });
    await book('tencent');
    gateway.answer = {
      status: 200,
      body: '{"Response":{"Error":{"Code":"LimitExceeded","Message":"slowly"},"RequestId":"a0"}}',
    };
    await process.deliver();
    await book('aliyun');
    gateway.answer = { status: 200, body: '{"Code":"isv.MOBILE_NUMBER_ILLEGAL","Message":"no"}' };
    await process.deliver();
    assert.deepEqual(
      (await outboxRows(open())).map((row) => [row.channel, row.state, row.last_error]).sort(),
      [
        ['aliyun', 'dead', 'isv.MOBILE_NUMBER_ILLEGAL: no'],
        ['tencent', 'queued', 'LimitExceeded: slowly'],
      ],
    );
  });

  it('a message for which no template was approved, or whose channel was taken away, is kept', async () => {
    const settings = { endpoint: gateway.url, accessKeyId: 'id', signName: '电子口岸', templates: {} };
    await connect('aliyun', settings, { accessKeySecret: 'secret' });
    await book('aliyun');
    await book('webhook');
    await process.deliver();
    assert.deepEqual(await states(open()), ['kept', 'kept']);
    assert.equal(gateway.received.length, 0);
  });

  it('secrets are not readable in the database, and not with another key', async () => {
    await connect('webhook', { url: gateway.url }, { key: 'very-secret-key' });
    const [row] = (await open().reader('channel')) as { secrets: string }[];
    assert.ok(row);
    assert.doesNotMatch(JSON.stringify(row), /very-secret-key/);
    assert.deepEqual(seal.open(row.secrets), { key: 'very-secret-key' });
    assert.equal(seal.open(`${row.secrets.slice(0, -2)}AA`), null);
  });
});
