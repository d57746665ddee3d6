import assert from 'node:assert/strict';
import { composeMail } from '../../../server/messages/compose-mail.ts';
import { findMessage } from '../../../server/store/message/outbox-query.ts';
import { wordingContext } from '../../messages/mail-fixture.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { changeRules } from '../../support/site-rules.ts';
import { asRead } from './visitor.ts';

const start = '2026-11-23T10:45:00+08:00';
const promise = /改期或取消预约|可以在网上改期|另选时段|href="[^"]*\/(move|change|cancellation)"/;

for (const engine of engines) {
  describe(`a visit booked 45 minutes ahead where changes end two hours before [${engine}]`, () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
      await changeRules(hall, 'BJ-TSY', { firstWorkingDay: 0, noticeMinutes: 30, cutOffMinutes: 120 });
    });
    after(() => hall.close());

    it('is promised no move by mail, calendar, page or API', async () => {
      const booked = await hall.request
        .post('/api/v1/bookings')
        .set('Idempotency-Key', 'same-day')
        .send({
          site: 'BJ-TSY',
          services: [{ code: 'RENEW' }],
          start,
          enterprise: { name: '北京示例贸易有限公司', creditCode: '91110108551385082Q' },
          contact: { name: '王芳', mobile: '13800138000', email: 'wang@test.invalid' },
          consent: true,
        });
      assert.equal(booked.status, 201, booked.text);
      const may = { move: false, cancel: false, handling: false, contact: true };
      assert.deepEqual(booked.body.may, { ...may, until: '2026-11-23T08:45:00.000+08:00' });
      const { reference, token } = booked.body as { reference: string; token: string };

      const api = `/api/v1/bookings/${reference}`;
      const shown = await hall.request.get(api).set('Authorization', `Bearer ${token}`);
      assert.deepEqual(shown.body.may, booked.body.may);
      const moved = await hall.request
        .post(`${api}/move`)
        .set('Authorization', `Bearer ${token}`)
        .send({ start: '2026-11-24T10:00:00+08:00' });
      assert.deepEqual([moved.status, moved.body.code], [409, 'cut_off_passed']);

      const agent = hall.agent();
      for (const part of ['', '/print', '/calendar.ics']) {
        const page = await agent
          .get(`/bookings/${reference}${part}?token=${token}`)
          .redirects(1)
          .set('Accept-Language', 'zh-CN');
        assert.equal(page.status, 200);
        assert.doesNotMatch(asRead(page).text, promise, part);
      }
      for (const part of ['/move', '/cancellation']) {
        const page = await agent.get(`/bookings/${reference}${part}`).set('Accept-Language', 'zh-CN');
        assert.doesNotMatch(page.text, /<button class="button button--danger/, part);
      }

      const { reader } = hall.system.database;
      const [row] = await reader('outbox').where({ template: 'booked' }).select('id');
      const message = await findMessage(reader, row?.id ?? '');
      assert.ok(message);
      const { catalogue } = hall.system;
      const now = hall.clock.now();
      const mail = await composeMail(message, { ...wordingContext, catalogue }, now);
      for (const said of [mail.text, mail.html]) {
        assert.doesNotMatch(said, promise);
        assert.match(said, /已不能在网上改期或取消/);
      }
    });
  });
}
