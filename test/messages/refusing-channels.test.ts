import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { releaseRefusedMail } from '../../server/actions/message/release-refused-mail.ts';
import type { SiteChannelKind } from '../../server/domain/message/message.ts';
import { messagesFor } from '../../server/domain/message/messages-for.ts';
import { saveChannel } from '../../server/store/message/channel-store.ts';
import { releaseRefused } from '../../server/store/message/outbox-store.ts';
import { refusingChannels } from '../../server/store/message/refused-query.ts';
import { onEveryEngine } from '../support/engines.ts';
import { type Deliverer, deliverer, outboxRows, seal, states } from './delivery-play.ts';
import { type Gateway, openGateway } from './gateway.ts';
import { bookingLike, emptyOutbox, minute, now, putMessages, site } from './mail-fixture.ts';

const templates = { booked: { 'zh-CN': { code: 'SMS_1', parameters: ['contact'] } } };
const aliyun = (Code: string) => ({ status: 400, body: JSON.stringify({ Code, Message: 'no' }) });
const tencentError = (Code: string) => ({
  status: 200,
  body: JSON.stringify({ Response: { Error: { Code, Message: 'no' } } }),
});
const tencentStatus = (Code: string) => ({
  status: 200,
  body: JSON.stringify({ Response: { SendStatusSet: [{ Code, Message: 'no' }] } }),
});
type Case = readonly [kind: SiteChannelKind, answer: { status: number; body: string }, code: string | null];

/** What a gateway says, and the code under which it stands that it refuses until its settings are mended; null: it may pass. */
const cases: readonly Case[] = [
  ['aliyun', aliyun('isv.SMS_SIGNATURE_ILLEGAL'), 'isv.SMS_SIGNATURE_ILLEGAL'],
  ['aliyun', aliyun('isv.SMS_TEMPLATE_ILLEGAL'), 'isv.SMS_TEMPLATE_ILLEGAL'],
  ['aliyun', aliyun('isv.TEMPLATE_MISSING_PARAMETERS'), 'isv.TEMPLATE_MISSING_PARAMETERS'],
  ['aliyun', aliyun('SignatureDoesNotMatch'), 'SignatureDoesNotMatch'],
  ['aliyun', aliyun('InvalidAccessKeyId.NotFound'), 'InvalidAccessKeyId.NotFound'],
  ['aliyun', aliyun('isp.RAM_PERMISSION_DENY'), 'isp.RAM_PERMISSION_DENY'],
  ['aliyun', aliyun('isv.BUSINESS_LIMIT_CONTROL'), null],
  ['aliyun', aliyun('isv.AMOUNT_NOT_ENOUGH'), null],
  ['aliyun', aliyun('isp.SYSTEM_ERROR'), null],
  ['tencent', tencentError('AuthFailure.SignatureFailure'), 'AuthFailure.SignatureFailure'],
  ['tencent', tencentError('AuthFailure.SecretIdNotFound'), 'AuthFailure.SecretIdNotFound'],
  [
    'tencent',
    tencentStatus('FailedOperation.SignatureIncorrectOrUnapproved'),
    'FailedOperation.SignatureIncorrectOrUnapproved',
  ],
  [
    'tencent',
    tencentStatus('FailedOperation.TemplateIncorrectOrUnapproved'),
    'FailedOperation.TemplateIncorrectOrUnapproved',
  ],
  ['tencent', tencentError('AuthFailure.SignatureExpire'), null],
  ['tencent', tencentStatus('LimitExceeded.PhoneNumberOneHourLimit'), null],
  ['tencent', tencentError('InternalError'), null],
  ['webhook', { status: 401, body: 'bad signature' }, '401'],
  ['webhook', { status: 403, body: 'not you' }, '403'],
  ['webhook', { status: 410, body: 'gone' }, '410'],
  ['webhook', { status: 404, body: 'being put up' }, null],
  ['webhook', { status: 500, body: '' }, null],
];

onEveryEngine('a channel that refuses for good', (open) => {
  let gateway: Gateway;
  let process: Deliverer;
  before(async () => {
    gateway = await openGateway();
  });
  beforeEach(async () => {
    await emptyOutbox(open());
    gateway.received.length = 0;
    process = deliverer(open(), null);
  });
  after(() => gateway.close());

  const connect = (kind: SiteChannelKind, sealed?: string, at = now): Promise<void> => {
    const common = { endpoint: gateway.url, signName: '电子口岸', templates };
    const settings = {
      webhook: { url: gateway.url },
      aliyun: { ...common, accessKeyId: 'id' },
      tencent: { ...common, secretId: 'id', sdkAppId: '1400' },
      wechat: { ...common, appId: 'id' },
      wecom: { endpoint: gateway.url },
    }[kind];
    const secrets = sealed ?? seal.close({ key: 'k', accessKeySecret: 'k', secretKey: 'k' });
    return saveChannel(open().writer, { site: site.code, kind, settings, secrets, active: true }, at);
  };
  const book = async (kind: SiteChannelKind | 'mail', at = now): Promise<void> => {
    const { contact } = bookingLike();
    const booking = bookingLike({ contact: { ...contact, email: kind === 'mail' ? contact.email : null } });
    const fact = { type: 'booked', booking, fromHold: null, limitKey: null, warned: false } as const;
    const channels = kind === 'mail' ? [] : [kind];
    await putMessages(open(), messagesFor(fact, { site, now: at, channels }).slice(0, 1), at);
  };
  const refusing = () => refusingChannels(open().reader);

  it('is told from one that may accept later, which is tried again', async () => {
    for (const [kind, answer, code] of cases) {
      await emptyOutbox(open());
      await connect(kind);
      await book(kind);
      gateway.answer = answer;
      await process.deliver();
      const expected = code === null ? [] : [{ kind, site: site.code, code, count: 1 }];
      assert.deepEqual(await states(open()), [code === null ? 'queued' : 'dead'], answer.body);
      assert.deepEqual(await refusing(), expected, answer.body);
    }
  });

  it('is not asked again about the same message, however long that waits', async () => {
    await connect('webhook');
    await book('webhook');
    gateway.answer = { status: 401, body: 'bad signature' };
    for (let tries = 0; tries < 4; tries += 1) {
      await process.deliver();
      process.now += 120 * minute;
    }
    assert.equal(gateway.received.length, 1);
  });

  it('a number that cannot exist says nothing against the channel', async () => {
    await connect('aliyun');
    await book('aliyun');
    gateway.answer = aliyun('isv.MOBILE_NUMBER_ILLEGAL');
    await process.deliver();
    assert.deepEqual([await states(open()), await refusing()], [['dead'], []]);
  });

  it('and one whose secret cannot be read any more', async () => {
    await connect('webhook', seal.close({ key: 'k' }).replace(/^..../, 'AAAA'));
    await book('webhook');
    await process.deliver();
    assert.deepEqual(await refusing(), [{ kind: 'webhook', site: site.code, code: 'secret', count: 1 }]);
    assert.equal(gateway.received.length, 0);
  });

  it('sends by itself what it has refused once its settings are saved, but nothing that is older than a day', async () => {
    await connect('webhook');
    gateway.answer = { status: 403, body: 'not you' };
    await book('webhook', now - 30 * 60 * minute);
    await book('webhook');
    await process.deliver();
    assert.equal((await refusing())[0]?.count, 2);
    gateway.answer = { status: 200, body: 'thanks' };
    assert.equal(await releaseRefused(open().writer, { kind: 'webhook', site: 'HZ' }, process.now), 0);
    assert.equal((await refusing())[0]?.count, 2, 'another site is another channel');
    await connect('webhook', undefined, process.now);
    assert.deepEqual(await refusing(), []);
    gateway.received.length = 0;
    await process.deliver();
    assert.deepEqual([await states(open()), gateway.received.length], [['dead', 'sent'], 1]);
  });

  it('is at rest again when it has accepted the same message of somebody else since', async () => {
    await connect('webhook');
    await book('webhook');
    gateway.answer = { status: 403, body: 'not you' };
    await process.deliver();
    assert.equal((await refusing()).length, 1);
    process.now += minute;
    gateway.answer = { status: 200, body: 'thanks' };
    await book('webhook', process.now);
    await process.deliver();
    assert.deepEqual(await refusing(), []);
  });

  it('a mail server that knows us not is one, and one that cannot say is none; a start tries it again', async () => {
    for (const [answer, code] of [
      [{ responseCode: 535, message: '5.7.8 who are you' }, 'EAUTH 535'],
      [{ responseCode: 454, message: '4.7.0 ask me later' }, null],
    ] as const) {
      await emptyOutbox(open());
      const server = new SMTPServer({
        disabledCommands: ['STARTTLS'],
        allowInsecureAuth: true,
        logger: false,
        onAuth: (_auth, _session, done) => done(Object.assign(new Error(answer.message), answer)),
      });
      server.on('error', () => {});
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.server.address() as AddressInfo;
      const smtpUrl = `smtp://hall:wrong@127.0.0.1:${port}`;
      const post = deliverer(open(), smtpUrl);
      await book('mail');
      await post.deliver();
      post.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      assert.deepEqual(await refusing(), code === null ? [] : [{ kind: 'mail', site: null, code, count: 1 }]);
      const system = { config: { smtpUrl }, database: open(), clock: { now: () => post.now } };
      const released = await releaseRefusedMail(system as Parameters<typeof releaseRefusedMail>[0]);
      assert.equal(released, code === null ? 0 : 1);
      assert.deepEqual([await states(open()), await refusing()], [['queued'], []]);
    }
    assert.equal((await outboxRows(open())).length, 1);
  });
});
