import assert from 'node:assert/strict';
import type { BookingRules } from '../../../server/domain/booking/booking-rules.ts';
import { nowhere } from '../../../server/domain/booking/origin.ts';
import { type Locale, locales } from '../../../server/domain/catalogue/words.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { inventedCreditCode } from '../../support/credit-codes.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { changeRules } from '../../support/site-rules.ts';
import { solveWork, workOn } from '../../support/solve-work.ts';
import { there } from '../../support/there.ts';
import { Visitor, validDetails } from '../booking/visitor.ts';

const site = 'BJ-TSY';
const waiting = '/book/waiting?service=RENEW&answer=RENEW_STATE.VALID&site=BJ-TSY';
const said: Readonly<Record<Locale, Readonly<Record<string, RegExp>>>> = {
  'zh-CN': {
    enterprise: /贵企业同时候补的数量已达本网点上限/,
    mobile: /该手机号同时候补的数量已达本网点上限/,
    mail: /该邮箱同时候补的数量已达本网点上限/,
    network: /从您所在的网络正在候补或 24 小时内登记候补的人数已达本网点上限/,
    browser: /用这个浏览器登记候补的人数已达本网点上限/,
  },
  en: {
    enterprise: /Your enterprise has reached this office’s limit of waiting-list entries/,
    mobile: /This mobile number has reached this office’s limit of waiting-list entries/,
    mail: /This e-mail address has reached this office’s limit of waiting-list entries/,
    network: /Your network has reached this office’s limit of waiting-list entries/,
    browser: /This browser has reached this office’s limit of waiting-list entries/,
  },
};

for (const engine of engines) {
  describe(`joining the waiting list costs something [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let people = 0;
    before(async () => {
      hall = await startSystem({ engine, env: { RATE_LIMITS: 'on', TRUST_PROXY: '1' } });
    });
    after(() => hall.close());
    const rules = (change: Partial<BookingRules>) => changeRules(hall, site, change);
    beforeEach(async () => {
      const { writer } = hall.system.database;
      await writer('waitlist_entry').delete();
      await writer('spent_work').delete();
      await rules({
        ...{ waitingPerEnterprise: 5, waitingPerMobile: 5, waitingPerMail: 10 },
        demandStarts: 1000,
      });
      await rules({ waitingPerNetwork: 10, waitingPerBrowser: 5, mobileProof: 'off' });
    });

    /** Somebody with an enterprise, a mobile, an address and a network of their own. */
    const somebody = (change: { creditCode?: string; mobile?: string; email?: string } = {}) => {
      people += 1;
      return {
        creditCode: inventedCreditCode(people),
        mobile: `138${10_000_000 + people}`,
        email: `p${people}@test.invalid`,
        ...change,
      };
    };
    const call = async (
      { creditCode, mobile, email }: ReturnType<typeof somebody>,
      more: { work?: string; contactCode?: object } = {},
      address = `10.9.${people}.1`,
    ) => {
      const answer = await hall.request
        .post(`/api/v1/sites/${site}/waitlist`)
        .set('X-Forwarded-For', address)
        .send({
          ...{ services: [{ code: 'RENEW' }], from: '2026-11-24', to: '2026-11-24', consent: true },
          enterprise: { name: '某某贸易公司', creditCode },
          contact: { name: '张三', mobile, email },
          ...more,
        });
      return answer.status === 201 ? 'joined' : `${answer.status} ${answer.body.code}`;
    };
    const browser = (network: string) =>
      new Visitor({
        agent: () => {
          const agent = hall.agent();
          agent.set('X-Forwarded-For', network);
          return agent;
        },
      });
    const fields = (who: ReturnType<typeof somebody>, text: string, more: object = {}) => ({
      ...validDetails,
      ...who,
      ...{ from: '2026-11-24', to: '2026-11-24' },
      form: /name="form" value="([^"]+)"/.exec(text)?.[1] ?? '',
      ...more,
    });

    const somebodyKeepsATime = async () => {
      const id = hall.system.secrets.newId();
      const hold = {
        ...({ type: 'hold', id, site, services: [{ code: 'RENEW', quantity: 1 }], replaces: null } as const),
        ...{ start: Date.parse('2026-12-01T09:00:00+08:00'), from: { ...nowhere, browser: id } },
      } as const;
      const held = await hall.system.bookings.submit(hold, { actor: theHolder });
      assert.ok(held.ok, held.ok ? '' : held.code);
    };

    it('says by its code which limit stands in the way, and tells of each in the description of the call', async () => {
      await rules({ waitingPerEnterprise: 1, waitingPerMobile: 1, waitingPerMail: 1, waitingPerNetwork: 1 });
      const first = somebody();
      assert.equal(await call(first, {}, '10.8.1.1'), 'joined');
      const { creditCode, mobile, email } = first;
      assert.equal(await call(somebody({ creditCode })), '409 enterprise_waiting_limit');
      assert.equal(await call(somebody({ mobile })), '409 mobile_waiting_limit');
      assert.equal(await call(somebody({ email: email.toUpperCase() })), '409 mail_waiting_limit');
      assert.equal(await call(somebody(), {}, '10.8.1.200'), '409 network_waiting_limit');
      assert.equal(await call(somebody()), 'joined');
      const { paths } = (await hall.request.get('/api/v1/openapi.json')).body;
      const told = JSON.stringify(paths['/sites/{site}/waitlist'].post.responses['409']);
      for (const code of ['enterprise', 'mobile', 'mail', 'network', 'browser'])
        assert.ok(told.includes(`${code}_waiting_limit`), code);
    });

    it('takes no more at once than one after another', async () => {
      await rules({ waitingPerNetwork: 3 });
      const all = await Promise.all(
        Array.from({ length: 12 }, (_, n) => call(somebody(), {}, `2001:db8:5:5:${n}::1`)),
      );
      assert.equal(all.filter((one) => one === 'joined').length, 3);
      assert.deepEqual(new Set(all), new Set(['joined', '409 network_waiting_limit']));
    });

    for (const locale of locales)
      it(`says it on the page, in ${locale}, at the field that it is about, and keeps what was typed`, async () => {
        const words = said[locale];
        const first = somebody();
        const visitor = browser('10.7.1.1');
        const join = async (who: ReturnType<typeof somebody>) => {
          await visitor.open(`${waiting}&lang=${locale}`);
          return visitor.post(fields(who, visitor.text));
        };
        assert.equal((await join(first)).status, 303);
        await rules({ waitingPerEnterprise: 1, waitingPerMobile: 1, waitingPerMail: 1 });
        const { creditCode, mobile, email } = first;
        for (const [kind, field, who] of [
          ['enterprise', 'creditCode', somebody({ creditCode })],
          ['mobile', 'mobile', somebody({ mobile })],
          ['mail', 'email', somebody({ email })],
        ] as const) {
          const refused = await join(who);
          assert.equal(refused.status, 409);
          assert.match(refused.text, words[kind] as RegExp);
          assert.match(refused.text, new RegExp(`id="${field}-error"`));
          assert.match(refused.text, new RegExp(`value="${who.mobile}"`));
        }
        await rules({ waitingPerBrowser: 1 });
        const same = await join(somebody());
        assert.deepEqual([same.status, (words['browser'] as RegExp).test(same.text)], [409, true]);
        assert.ok(!same.text.includes('/book/code'), 'a code would not help');
        await rules({ waitingPerBrowser: 0, waitingPerNetwork: 1 });
        const near = await join(somebody());
        assert.deepEqual([near.status, (words['network'] as RegExp).test(near.text)], [409, true]);
        assert.match(near.text, /\/book\/code[^"]*for=waiting/, 'a proven mobile would');
      });

    it('costs work while demand is high, which serves once, by page and API', async () => {
      const visitor = browser('10.6.1.1');
      await visitor.open(waiting);
      assert.equal(workOn(visitor.text), null, 'no challenge in a quiet hour');
      await rules({ demandStarts: 1 });
      await somebodyKeepsATime();
      const who = somebody();
      const asked = await visitor.post(fields(who, visitor.text));
      assert.equal(asked.status, 409);
      assert.match(asked.text, /data-continues="join-list"/);
      const work = await solveWork(there(workOn(asked.text)));
      const sent = await visitor.post(fields(who, asked.text, { work }));
      assert.equal(sent.status, 303, sent.text);
      const other = somebody();
      const again = await visitor.post(
        fields(other, asked.text, { work, form: 'another-form-of-20-letters' }),
      );
      assert.deepEqual([again.status, workOn(again.text) === null], [409, false]);
      assert.equal(await call(other), '409 work_needed');
      assert.equal(await call(other, { work }), '409 work_spent');
      const { body } = await hall.request.get(`/api/v1/sites/${site}/work`);
      assert.equal(body.needed, true);
      const done = await solveWork(body.challenge);
      assert.equal(await call(other, { work: done }), 'joined');
      assert.equal(await call(somebody(), { work: done }), '409 work_spent');
    });

    it('wants a code where every booking does: by mail, and back to the form as it was typed', async () => {
      await rules({ mobileProof: 'always' });
      const who = somebody();
      assert.equal(await call(who), '409 contact_unproven');
      const visitor = browser('10.5.1.1');
      await visitor.open(waiting);
      await visitor.send(
        fields(who, visitor.text, { from: '2026-11-25', to: '2026-11-26', part: 'morning' }),
      );
      const [toCode = ''] = visitor.links('/book/code');
      await visitor.open(toCode);
      assert.match(visitor.text, new RegExp(`value="${who.email}"`));
      await visitor.send({ email: who.email });
      const id = new URL(visitor.at, 'http://x').searchParams.get('sent') ?? '';
      const code = hall.system.secrets.codeFor(id);
      await visitor.send({ id, code });
      assert.equal(visitor.path, '/book/waiting');
      assert.match(visitor.text, /name="from" type="date" value="2026-11-25"/);
      assert.match(visitor.text, /value="morning" checked/);
      assert.match(visitor.text, new RegExp(`value="${who.mobile}"`));
      await visitor.send(
        fields(who, visitor.text, { from: '2026-11-25', to: '2026-11-26', part: 'morning' }),
      );
      assert.match(visitor.path, /^\/waitlist\//);
      const [row] = await hall.system.database.reader('waitlist_entry').where({ contact_mobile: who.mobile });
      assert.deepEqual([row?.proven, row?.from_day], ['mail', '2026-11-25']);
    });
  });
}
