import assert from 'node:assert/strict';
import { inventedBooking } from '../../../../seeds/demo/invented-enterprises.ts';
import { builtInVersion } from '../../../../server/domain/privacy/privacy-notice.ts';
import { seededRandom } from '../../../../server/domain/queue/forecast/seeded-random.ts';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../../support/hall-system.ts';
import { changeRules } from '../../../support/site-rules.ts';
import { there } from '../../../support/there.ts';
import { type Office, signIn } from '../office.ts';
import { nine, quarter, services, site } from './office-of-a-day.ts';

for (const engine of engines) {
  describe(`staff book beyond a limit [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let office: Office;
    const random = seededRandom(9);
    const newPath = `/admin/day/new?site=${site}&date=2026-11-24&service=RENEW`;
    before(async () => {
      hall = await startSystem({ engine, env: { RATE_LIMITS: 'on' } });
      hall.clock.set(mondayMorning);
      office = await signIn(hall, 'manager', [site]);
      await changeRules(hall, site, { enterprisePerSlot: 1, mobilePerDay: 1 });
    });
    after(() => hall?.close());

    for (const [nth, limit, same, said] of [
      [0, 'enterprise_slot_limit', 'enterprise', /贵企业在这一时段的预约已达本网点上限/],
      [1, 'mobile_day_limit', 'mobile', /这个手机号码在这一天的预约已达本网点上限/],
    ] as const)
      it(`only with a reason, which the audit keeps; it is said which limit stands in the way (${limit})`, async () => {
        const start = nine + nth * quarter;
        const invented = () => inventedBooking(hall.system, { site, start, services }, random);
        const [first, second] = [invented(), invented()];
        const { creditCode } = (same === 'enterprise' ? first : second).enterprise;
        const { mobile } = (same === 'mobile' ? first : second).contact;
        const token = there((await office.form(newPath))['_csrf']);
        const form = ({ enterprise, contact }: typeof first) => ({
          ...{ _csrf: token, form: hall.system.secrets.newId(), consent: builtInVersion },
          ...{ enterprise: enterprise.name, creditCode: enterprise.creditCode, name: contact.name },
          ...{ mobile: contact.mobile, start: String(start) },
        });
        assert.equal((await office.send(newPath, form(first))).status, 303);
        const last = { ...form(second), creditCode, mobile };
        const silent = await office.send(newPath, last);
        assert.equal(silent.status, 422);
        assert.match(silent.text, said);
        assert.match(silent.text, /id="reason-error"/);
        assert.ok(silent.text.includes(last.enterprise), 'what was typed is kept');
        const reason = '一批卡同时到期';
        const meant = await office.send(newPath, { ...last, reason });
        assert.equal(meant.status, 303, meant.text);
        const reference = there(/\/admin\/day\/([\w-]+)\?/.exec(meant.headers['location'] ?? ''))[1] ?? '';
        const audit = await hall.system.database
          .reader('audit')
          .where({ action: 'booking.book', subject: reference });
        assert.equal(audit.length, 1);
        assert.match((await office.agent.get(`/admin/day/${reference}`)).text, new RegExp(reason));
      });
  });
}
