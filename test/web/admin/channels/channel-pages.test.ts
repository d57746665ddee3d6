import assert from 'node:assert/strict';
import { makeSeal } from '../../../../server/actions/seal.ts';
import { channelsOf } from '../../../../server/store/message/channel-query.ts';
import type { OutboxRow } from '../../../../server/store/message/message-columns.ts';
import { type Gateway, openGateway } from '../../../messages/gateway.ts';
import { bookByApi } from '../../../support/book-by-api.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { csrfOf } from '../../staff/staff-browser.ts';
import { type Form, type Office, signIn } from '../office.ts';

const list = '/admin/sites/BJ-TSY/channels';
const at = (kind: string): string => `${list}/${kind}`;
const minute = 60_000;
const secret = 'a signing key of ours';

for (const engine of engines) {
  describe(`the channels of a site, as the office sets them [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let gateway: Gateway;
    let office: Office;
    let manager: Office;

    before(async () => {
      gateway = await openGateway();
      hall = await startSystem({ engine });
      office = await signIn(hall, 'administrator');
      manager = await signIn(hall, 'manager', ['BJ-TSY']);
    });
    beforeEach(async () => {
      for (const table of ['channel', 'outbox']) await hall.system.database.writer(table).delete();
      gateway.received.length = 0;
      gateway.answer = { status: 200, body: 'thanks' };
    });
    after(async () => {
      await hall.close();
      await gateway.close();
    });

    const stored = async (kind = 'webhook') =>
      (await channelsOf(hall.system.database.writer, 'BJ-TSY')).find((one) => one.kind === kind);
    const save = async (kind: string, change: Form, by: Office = office) =>
      by.send(at(kind), { ...(await by.form(at(kind))), ...change });
    const connect = async (change: Form = {}): Promise<void> => {
      const answer = await save('webhook', { url: `${gateway.url}/sms`, secret, ...change });
      assert.equal(answer.status, 303, answer.text);
    };
    const tell = async (form: Form, by: Office = office) => {
      const token = csrfOf((await by.agent.get('/staff/account')).text);
      return by.send(`${at('webhook')}/test`, { _csrf: token, template: 'booked', locale: 'zh-CN', ...form });
    };
    /** Whatever is due has been delivered, by this call or by the job that the booking woke. */
    const delivered = async (): Promise<void> => {
      do await hall.delivery.deliverDue();
      while (await hall.system.database.writer('outbox').where({ state: 'sending' }).first('id'));
    };
    const audits = (action: string) => hall.system.database.writer('audit').where({ action });

    it('a gateway is connected by its form, and what is booked from then on goes through it', async () => {
      await connect();
      const { reference } = await bookByApi(hall, 'BJ-TSY', { name: '王芳', mobile: '13800138000' });
      await delivered();
      assert.equal(gateway.received.length, 1);
      assert.match(gateway.received[0]?.body ?? '', new RegExp(reference));
      assert.equal(gateway.received[0]?.path, '/sms');
      const { text } = await office.agent.get(list);
      assert.match(text, /使用中/);
      assert.match(text, /138\*\*\*\*8000/);
      assert.match(text, /200/);
      assert.doesNotMatch(text, /13800138000/);
      const message = await office.agent.get(/href="(\/admin\/outbox\/[^"]+)"/.exec(text)?.[1] ?? '');
      assert.match(message.text, new RegExp(`<code>reference</code></th><td>${reference}<`));
      assert.match(message.text, /<pre[^>]*>您已预约 /);
      assert.doesNotMatch(message.text, /<iframe/);
    });

    it('its secret is sealed, never shown again, and stays when the field is left empty', async () => {
      await connect();
      const before = await stored();
      assert.deepEqual(makeSeal(hall.system.config.sessionSecret, 'channels').open(before?.secrets ?? ''), {
        key: secret,
      });
      const { text } = await office.agent.get(at('webhook'));
      assert.doesNotMatch(text, new RegExp(secret));
      assert.equal((await save('webhook', { url: `${gateway.url}/other` })).status, 303);
      const after = await stored();
      assert.equal(after?.secrets, before?.secrets);
      assert.deepEqual(after?.settings, { url: `${gateway.url}/other` });
      const kept = JSON.stringify(await hall.system.database.writer('audit'));
      assert.ok(!kept.includes(secret));
      // nor when the rest of the form was wrong
      const wrong = await save('webhook', { url: 'nowhere', secret: 'another key of ours' });
      assert.equal(wrong.status, 422);
      assert.doesNotMatch(wrong.text, /another key of ours/);
    });

    it('is refused at the field: no secret, a short one, an address that is none', async () => {
      const wrong: readonly (readonly [Form, string])[] = [
        [{ url: gateway.url, secret: '' }, 'secret'],
        [{ url: gateway.url, secret: 'short' }, 'secret'],
        [{ url: 'ftp://gateway.invalid', secret }, 'url'],
        [{ url: '', secret }, 'url'],
      ];
      for (const [change, field] of wrong) {
        const answer = await save('webhook', change);
        assert.equal(answer.status, 422);
        assert.match(answer.text, new RegExp(`id="${field}-error"`), JSON.stringify(change));
      }
      assert.equal(await stored(), undefined);
    });

    it('a secret that was sealed with another session secret must be entered again, and the page says so', async () => {
      await connect();
      const foreign = makeSeal('another session secret of 32 characters', 'channels').close({ key: secret });
      await hall.system.database.writer('channel').update({ secrets: foreign });
      assert.match((await office.agent.get(list)).text, /密钥已失效/);
      assert.equal((await save('webhook', {})).status, 422);
      assert.equal((await save('webhook', { secret })).status, 303);
    });

    it('of two who change it the second is told, and nothing is overwritten', async () => {
      await connect();
      const [first, second] = [await office.form(at('webhook')), await office.form(at('webhook'))];
      assert.equal((await office.send(at('webhook'), { ...first, url: `${gateway.url}/first` })).status, 303);
      const told = await office.send(at('webhook'), { ...second, url: `${gateway.url}/second` });
      assert.equal(told.status, 409);
      assert.ok(told.text.includes(`${gateway.url}/first`));
      assert.deepEqual((await stored())?.settings, { url: `${gateway.url}/first` });
    });

    it('switched off it is given nothing new, and what waits for it is kept', async () => {
      await connect();
      gateway.answer = { status: 503, body: 'busy' };
      await bookByApi(hall, 'BJ-TSY', { name: '王芳', mobile: '13800138001' });
      await delivered();
      gateway.answer = { status: 200, body: 'thanks' };
      const form = await office.form(at('webhook'));
      delete form['active'];
      assert.equal((await office.send(at('webhook'), form)).status, 303);
      hall.clock.advance(2 * minute);
      await delivered();
      await bookByApi(hall, 'BJ-TSY', { name: '王芳', mobile: '13800138002' });
      const rows = (await hall.system.database.reader('outbox').where({ template: 'booked' })) as OutboxRow[];
      assert.deepEqual(
        rows.map(({ recipient, state }) => [recipient, state]),
        [['13800138001', 'kept']],
      );
      assert.equal(gateway.received.length, 1);
    });

    it('disconnected it is gone with its secret, and the audit says by whom', async () => {
      await connect();
      const token = csrfOf((await office.agent.get(at('webhook'))).text);
      assert.equal((await office.send(`${at('webhook')}/removal`, { _csrf: token })).status, 303);
      assert.equal(await stored(), undefined);
      const [entry] = (await audits('channel.remove')) as { actor: string; subject: string }[];
      assert.match(entry?.actor ?? '', /^staff:/);
      assert.equal(entry?.subject, 'BJ-TSY');
    });

    it('a test is delivered at once and once only, and the page says what the other side answered', async () => {
      await connect();
      const sent = await tell({ recipient: '138 0013 8000' });
      assert.equal(sent.status, 303);
      assert.equal(gateway.received.length, 1);
      const body = JSON.parse(gateway.received[0]?.body ?? '') as { test?: boolean; recipient: string };
      assert.deepEqual([body.test, body.recipient], [true, '13800138000']);
      const page = await office.agent.get(sent.headers['location'] ?? '');
      assert.match(page.text, /对方已接收.*200/s);
      assert.match(page.text, /预约成功（测试）/);
      gateway.answer = { status: 401, body: 'wrong signature' };
      const refused = await tell({ recipient: '13800138000' });
      const told = await office.agent.get(refused.headers['location'] ?? '');
      assert.match(told.text, /对方没有接收.*401/s);
      hall.clock.advance(20 * minute);
      await delivered();
      assert.equal(gateway.received.length, 2, 'a refused test is not tried again');
      assert.equal((await audits('channel.test')).length, 2);
    });

    it('a test needs a mobile number, and a channel that is in use', async () => {
      await connect();
      const wrong = await tell({ recipient: '12345' });
      assert.equal(wrong.status, 422);
      assert.match(wrong.text, /id="recipient-error"/);
      assert.ok(wrong.text.includes('value="12345"'));
      await hall.system.database.writer('channel').update({ active: false });
      assert.doesNotMatch((await office.agent.get(at('webhook'))).text, /\/webhook\/test/);
      assert.equal(gateway.received.length, 0);
    });

    it('managers read how the channels of their site stand, and change nothing', async () => {
      await connect();
      const { text } = await manager.agent.get(at('webhook'));
      assert.match(text, /使用中/);
      assert.doesNotMatch(text, /\/webhook\/(test|removal)/);
      assert.equal((await save('webhook', { url: `${gateway.url}/mine` }, manager)).status, 403);
      assert.equal((await tell({ recipient: '13800138000' }, manager)).status, 403);
      assert.equal((await manager.agent.get('/admin/sites/HZ/channels')).status, 404);
      assert.deepEqual((await stored())?.settings, { url: `${gateway.url}/sms` });
    });

    it('an SMS provider takes its approved templates, parameters by name or in the order of the words', async () => {
      const aliyun = {
        accessKeyId: 'id',
        signName: '电子口岸',
        endpoint: gateway.url,
        secret,
        'templates.booked.zh-CN.code': 'SMS_1',
        'templates.cancelled.zh-CN.code': 'SMS_2',
        'templates.cancelled.zh-CN.parameters': 'when，place=site',
      };
      assert.equal((await save('aliyun', aliyun)).status, 303);
      assert.deepEqual((await stored('aliyun'))?.settings, {
        endpoint: gateway.url,
        accessKeyId: 'id',
        signName: '电子口岸',
        longest: 35,
        templates: {
          booked: { 'zh-CN': { code: 'SMS_1', parameters: ['when', 'site', 'services', 'reference'] } },
          cancelled: { 'zh-CN': { code: 'SMS_2', parameters: ['when', ['place', 'site']] } },
        },
      });
      const again = await office.form(at('aliyun'));
      assert.equal(again['templates.cancelled.zh-CN.parameters'], 'when, place=site');
      assert.match((await office.agent.get(at('aliyun'))).text, /您已预约 \$\{when\} 到\$\{site\}办理/);
      const unknown = await save('aliyun', { 'templates.booked.zh-CN.parameters': 'when, password' });
      assert.equal(unknown.status, 422);
      assert.match(unknown.text, /id="templates\.booked\.zh-CN\.parameters-error"[^>]*>[^<]*password/);
      const tencent = {
        secretId: 'id',
        sdkAppId: '1400',
        signName: '电子口岸',
        endpoint: gateway.url,
        secret,
      };
      assert.equal((await save('tencent', { ...tencent, 'templates.booked.en.code': '77' })).status, 303);
      assert.match((await office.agent.get(`${at('tencent')}?lang=en`)).text, /on \{1\} at \{2\} for: \{3\}/);
    });
  });
}
