import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type ApiClient, root, startApi } from './api-client.ts';

for (const engine of engines) {
  describe(`Health of the process [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    before(async () => {
      api = await startApi({ engine });
    });
    after(() => api.close());

    it('lives, and is ready while a little of its work can be done', async () => {
      await api.request.get('/healthz').expect(200);
      const names = ['database', 'write', 'bookings', 'halls', 'folder', 'jobs'];
      assert.deepEqual((await api.request.get('/readyz').expect(200)).body, {
        status: 'ready',
        checks: names.map((name) => ({ name, ok: true })),
      });
    });

    it('counts requests by the pattern of their route, never by their path', async () => {
      await api.request.get(`${root}/tickets/some-secret`).expect(404);
      const { text } = await api.request.get('/metrics').expect(200);
      assert.match(
        text,
        /http_requests_total\{method="GET",route="\/api\/v1\/tickets\/:token",status="404"\} 1/,
      );
      assert.match(text, /hall_lane_backlog\{lane="halls"\} 0/);
      assert.match(text, /nodejs_eventloop_lag_seconds/);
      assert.doesNotMatch(text, /some-secret/);
    });

    it('shows its numbers to others with a key only', async () => {
      const fromAfar = () => api.request.get('/metrics').set('X-Forwarded-For', '203.0.113.7');
      await fromAfar().expect(401);
      await fromAfar().set('Authorization', `Bearer ${api.deviceKey}`).expect(200);
      const common = ['X-Forwarded-Host', 'X-Forwarded-Proto', 'X-Real-IP', 'Forwarded', 'Via'];
      for (const header of [
        ...common,
        'CF-Connecting-IP',
        'True-Client-IP',
        'CDN-Loop',
        'X-Original-Forwarded-For',
      ])
        await api.request.get('/metrics').set(header, '203.0.113.7').expect(401);
    });

    it('notes when a key was last used, at most once a minute', async () => {
      const { reader } = api.hall.system.database;
      const used = async () =>
        (await reader('api_key').whereNotNull('last_used_at').select('last_used_at')).map(
          (row) => row.last_used_at,
        );
      const at = api.hall.clock.now();
      const ask = () =>
        api.request
          .get(`${root}/counters?site=BJ-TSY`)
          .set('Authorization', `Bearer ${api.staffKey}`)
          .expect(200);
      await ask();
      // beside the request, so it may take a moment; never is a timeout
      while (!(await used()).includes(at)) await new Promise((resolve) => setImmediate(resolve));
      api.hall.clock.advance(30_000);
      await ask();
      await api.hall.system.database.writer.raw('select 1');
      assert.ok(!(await used()).includes(at + 30_000));
    });
  });
}
