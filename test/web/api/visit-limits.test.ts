import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Response } from 'supertest';
import { engines } from '../../support/engines.ts';
import { changeRules } from '../../support/site-rules.ts';
import { type ApiClient, newBooking, root, startApi, tuesdayAtTen } from './api-client.ts';

const wednesdayAtTen = tuesdayAtTen.replace('-24T', '-25T');
const contact = (mobile: string) => ({ name: '王小明', mobile, email: `${mobile}@test.invalid` });

for (const engine of engines) {
  describe(`a limit on visits, through the API [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    before(async () => {
      api = await startApi({ engine, env: { RATE_LIMITS: 'on' } });
      await changeRules(api.hall, 'BJ-TSY', { enterprisePerDay: 1, mobilePerDay: 1 });
    });
    after(() => api.close());

    const send = (path: string, body: object, token = ''): Promise<Response> =>
      api.request
        .post(`${root}${path}`)
        .set('Idempotency-Key', randomUUID())
        .set('Authorization', `Bearer ${token}`)
        .send(body)
        .then((answer) => answer);
    /** Refused with the code, which the description of the call has at that status. */
    const refused = async (answer: Response, path: string, code: string): Promise<void> => {
      assert.deepEqual([answer.status, answer.body.code], [409, code], JSON.stringify(answer.body));
      const { paths } = (await api.request.get(`${root}/openapi.json`)).body;
      assert.ok(
        JSON.stringify(paths[path].post.responses['409']).includes(code),
        `${path} does not tell of ${code}`,
      );
    };

    it('refuses booking, moving and changing beyond it, with a code that the description of each call has', async () => {
      const first = await send('/bookings', newBooking({ contact: contact('13800001111') }));
      const later = newBooking({ start: wednesdayAtTen, contact: contact('13800002222') });
      const second = await send('/bookings', later);
      assert.deepEqual([first.status, second.status], [201, 201], JSON.stringify(second.body));
      const { reference, token } = second.body;
      const third = newBooking({ contact: contact('13800003333') });
      await refused(await send('/bookings', third), '/bookings', 'enterprise_day_limit');
      const moved = await send(`/bookings/${reference}/move`, { start: tuesdayAtTen }, token);
      await refused(moved, '/bookings/{reference}/move', 'enterprise_day_limit');
      const start = tuesdayAtTen;
      const changed = await send(`/bookings/${reference}/change`, { start }, token);
      await refused(changed, '/bookings/{reference}/change', 'enterprise_day_limit');
      const other = { name: '别家企业有限公司', creditCode: '91110000600037341L' };
      const elsewhere = newBooking({
        start: wednesdayAtTen,
        enterprise: other,
        contact: contact('13800004444'),
      });
      assert.equal((await send('/bookings', elsewhere)).status, 201);
      const handed = await send(`/bookings/${reference}/change`, { contact: contact('13800004444') }, token);
      await refused(handed, '/bookings/{reference}/change', 'mobile_day_limit');
    });
  });
}
