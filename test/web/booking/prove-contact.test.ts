import assert from 'node:assert/strict';
import { makeSeal } from '../../../server/actions/seal.ts';
import { saveChannel } from '../../../server/store/message/channel-store.ts';
import { openGateway } from '../../messages/gateway.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { changeRules } from '../../support/site-rules.ts';
import { Visitor, validDetails } from './visitor.ts';

const email = 'wang@enterprise.example';

for (const engine of engines) {
  describe(`a contact that is proven by a code [${engine}]`, () => {
    let hall: HallSystem;

    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine, env: { RATE_LIMITS: 'on', TRUST_PROXY: '1' } });
    });
    after(() => hall.close());
    beforeEach(async () => {
      hall.clock.set(mondayMorning);
      await changeRules(hall, 'BJ-TSY', { mobileProof: 'off', demandStarts: 20 });
      const { writer } = hall.system.database;
      for (const table of ['contact_code', 'outbox', 'booking_origin'] as const) await writer(table).delete();
    });

    const visitor = (n: number) =>
      new Visitor({
        agent: () => {
          const agent = hall.agent();
          agent.set('X-Forwarded-For', `10.9.${n}.1`);
          return agent;
        },
      });
    const details = (n: number) => ({ ...validDetails, email, mobile: `1370000${1000 + n}` });
    const codeIn = (address: string) =>
      hall.system.secrets.codeFor(new URL(address, 'http://x').searchParams.get('sent') ?? '');

    it('is asked for where the site always wants it, without a script, and keeps what was typed', async () => {
      await changeRules(hall, 'BJ-TSY', { mobileProof: 'always' });
      const its = await visitor(1).chooseUpToCheck(['RENEW'], details(1));
      await its.send({});
      assert.equal(its.page.status, 409);
      assert.match(its.text, /现在预约需要先验证联系方式/);
      const [toCode = ''] = its.links('/book/code');
      await its.open(toCode);
      assert.ok(its.text.includes(email), 'what was typed is there');
      assert.doesNotMatch(its.text, /name="mobile"|选填/, 'no SMS goes out, so the address is needed');
      await its.send({ mobile: '', email: 'nonsense' });
      assert.equal(its.page.status, 422);
      await its.send({ mobile: details(1).mobile, email }, toCode);
      assert.match(its.text, /验证码已发到您的邮箱/);
      const [row] = await hall.system.database.reader('outbox').where({ template: 'contact_code' });
      const code = codeIn(its.at);
      assert.equal(row?.recipient, email);
      assert.ok(!JSON.stringify(row).includes(code), 'the code is stored nowhere');
      const id = new URL(its.at, 'http://x').searchParams.get('sent') ?? '';
      await its.send({ id, code: String((Number(code) + 1) % 1_000_000).padStart(6, '0') });
      assert.equal(its.page.status, 422);
      assert.match(its.text, /验证码不正确/);
      await its.send({ id, code: ` ${code.slice(0, 3)} ${code.slice(3)} ` });
      assert.equal(its.path, '/book/check');
      await its.send({});
      assert.match(its.path, /^\/bookings\//);
      const [origin] = await hall.system.database.reader('booking_origin').select('proven');
      assert.equal(origin?.proven, 'mail');
    });

    it('stands for the work of a browser without a script while demand is high, and shows nothing in quiet hours', async () => {
      const quiet = await visitor(2).chooseUpToTime(['RENEW']);
      assert.doesNotMatch(quiet.text, /data-work|\/book\/code/);
      await changeRules(hall, 'BJ-TSY', { demandStarts: 1 });
      await (await visitor(3).chooseUpToTime(['RENEW'])).takeTime();
      const its = await visitor(4).chooseUpToTime(['RENEW']);
      const [start = 0] = its.starts();
      await its.send({ start: String(start) });
      assert.equal(its.page.status, 409, 'no work was done');
      const [toCode = ''] = its.links('/book/code');
      await its.open(toCode);
      await its.send({ mobile: '', email });
      const id = new URL(its.at, 'http://x').searchParams.get('sent') ?? '';
      await its.send({ id, code: codeIn(its.at) });
      assert.equal(its.path, '/book/time');
      assert.doesNotMatch(its.text, /data-work/);
      await its.takeTime(start);
      assert.equal(its.path, '/book/details');
    });

    it('has five tries, ten minutes and one use for a code', async () => {
      const post = (path: string, body: object) =>
        hall.request.post(`/api/v1${path}`).set('X-Forwarded-For', '10.8.0.1').send(body);
      const ask = () => post('/sites/BJ-TSY/contact-codes', { email });
      const book = (contactCode: { id: string; code: string }, n: number) =>
        post('/bookings', {
          site: 'BJ-TSY',
          services: [{ code: 'RENEW' }],
          start: `2026-11-2${4 + n}T15:00:00+08:00`,
          enterprise: { name: '测试企业有限公司', creditCode: '914403001922038216' },
          contact: { name: '王小明', mobile: '13911112222', email },
          consent: true,
          contactCode,
        });
      const first = await ask();
      assert.equal(first.status, 201);
      const { id, channel } = first.body as { id: string; channel: string };
      assert.equal(channel, 'mail');
      const code = hall.system.secrets.codeFor(id);
      const wrong = code === '000000' ? '111111' : '000000';
      for (let tries = 0; tries < 5; tries += 1)
        assert.equal((await book({ id, code: wrong }, 0)).body.code, 'code_wrong');
      assert.equal((await book({ id, code }, 0)).body.code, 'code_expired', 'right, and too late');
      const second = (await ask()).body as { id: string };
      const right = { id: second.id, code: hall.system.secrets.codeFor(second.id) };
      assert.equal((await book(right, 0)).status, 201);
      assert.equal((await book(right, 1)).body.code, 'code_expired', 'it served');
      const third = (await ask()).body as { id: string };
      hall.clock.advance(10 * 60_000);
      const late = { id: third.id, code: hall.system.secrets.codeFor(third.id) };
      assert.equal((await book(late, 1)).body.code, 'code_expired', 'ten minutes have passed');
      assert.equal((await ask()).status, 201);
      await ask();
    });

    it('goes to a mobile only where the site has a channel for it', async () => {
      const none = await hall.request
        .post('/api/v1/sites/BJ-TSY/contact-codes')
        .set('X-Forwarded-For', '10.6.0.1')
        .send({ mobile: '13911112222' });
      assert.deepEqual([none.status, none.body.code], [422, 'no_way_to_send_code']);
    });

    it('goes out twenty times in ten minutes for one network, by page and API together, to whomever it is sent', async () => {
      const ask = (network: string, n: number) =>
        hall.request
          .post('/api/v1/sites/BJ-TSY/contact-codes')
          .set('X-Forwarded-For', `${network}${n}`)
          .send({ email: `n${n}@enterprise.example` });
      for (const network of ['2001:db8:5:5:1::', '203.0.113.']) {
        const answers = [];
        for (let n = 1; n <= 22; n += 1) answers.push((await ask(network, n)).status);
        assert.deepEqual(answers, [...Array.from({ length: 20 }, () => 201), 429, 429], network);
      }
      assert.equal((await ask('2001:db8:5:6:1::', 30)).status, 201, 'the network beside it');
      const its = await new Visitor({
        agent: () => {
          const agent = hall.agent();
          agent.set('X-Forwarded-For', '203.0.113.200');
          return agent;
        },
      }).chooseUpToTime(['RENEW']);
      await its.open(its.at.replace('/book/time', '/book/code'));
      await its.send({ mobile: '', email: 'other@enterprise.example' });
      assert.equal(its.page.status, 429);
      assert.match(its.text, /操作过于频繁/);
      assert.ok(its.text.includes('other@enterprise.example'), 'what was typed is there');
    });

    it('goes by SMS where the site has a gateway, and a mobile so proven is counted by the network no longer', async () => {
      const gateway = await openGateway();
      const { clock, config, database } = hall.system;
      const secrets = makeSeal(config.sessionSecret, 'channels').close({ key: 'k' });
      const channel = { site: 'BJ-TSY', kind: 'webhook', settings: { url: gateway.url }, secrets } as const;
      const codesFor = (n: number) =>
        gateway.received
          .map(({ body }) => body)
          .filter((body) => body.includes('"contact_code"') && body.includes(details(n).mobile));
      try {
        await saveChannel(database.writer, { ...channel, active: true }, clock.now());
        await changeRules(hall, 'BJ-TSY', { networkPerDay: 1, mobileProof: 'always' });
        for (const n of [21, 22]) {
          const its = await visitor(20).chooseUpToCheck(['RENEW'], details(n));
          await its.send({});
          const [toCode = ''] = its.links('/book/code');
          await its.open(toCode);
          assert.match(its.text, /选填[\s\S]*name="mobile"[\s\S]*选填[\s\S]*name="email"/, 'either will do');
          const arrived = new Promise<void>((resolve) => {
            gateway.onReceived = () => {
              if (codesFor(n).length > 0) resolve();
            };
          });
          await its.send({ mobile: details(n).mobile, email }, toCode);
          assert.match(its.text, /验证码已用短信发出/);
          await hall.delivery.deliverDue();
          await arrived;
          const [sent = ''] = codesFor(n);
          const id = new URL(its.at, 'http://x').searchParams.get('sent') ?? '';
          const [code = ''] = /\b\d{6}\b/.exec((JSON.parse(sent) as { text: string }).text) ?? [];
          await its.send({ id, code });
          assert.equal(its.path, '/book/check');
          await its.send({});
          assert.match(its.path, /^\/bookings\//, 'both of one network, which may have one');
        }
        const origins = await database.reader('booking_origin').select('proven');
        assert.deepEqual(
          origins.map(({ proven }) => proven),
          ['sms', 'sms'],
        );
      } finally {
        await saveChannel(database.writer, { ...channel, active: false }, clock.now());
        await changeRules(hall, 'BJ-TSY', { networkPerDay: 8 });
        await gateway.close();
      }
    });
  });
}
