import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type ApiClient, root, startApi, tuesdayAtTen } from './api-client.ts';

for (const engine of engines) {
  describe(`Putting tickets right through the API [${engine}]`, function () {
    this.timeout(60_000);
    let api: ApiClient;
    before(async () => {
      api = await startApi({ engine });
      api.hall.clock.set(tuesdayAtTen);
    });
    after(() => api.close());

    const post = (path: string, body: object = {}) =>
      api.request.post(`${root}${path}`).set('Authorization', `Bearer ${api.staffKey}`).send(body);
    const newTicket = async (): Promise<{ id: string; token: string }> => {
      const { token } = (await post('/sites/BJ-TSY/tickets', { services: ['RENEW'] }).expect(201)).body;
      const { body } = await api.request
        .get(`${root}/sites/BJ-TSY/events`)
        .set('Authorization', `Bearer ${api.staffKey}`);
      return { id: body.at(-1).ticket.id, token };
    };
    const ahead = async (token: string): Promise<number> =>
      (await api.request.get(`${root}/tickets/${token}`).expect(200)).body.ahead;

    it('a visitor who lets others pass stands behind them, on the phone as well', async () => {
      const [first, second] = [await newTicket(), await newTicket()];
      assert.equal(await ahead(first.token), 0);
      const done = await post(`/tickets/${first.id}/deferral`, { places: 1 }).expect(200);
      assert.equal(done.body.ticket.state, 'waiting');
      assert.deepEqual([await ahead(first.token), await ahead(second.token)], [1, 0]);
      assert.equal(
        (await post(`/tickets/${first.id}/deferral`, { places: 0 }).expect(422)).body.errors[0].field,
        'places',
      );
    });

    it('a ticket that waits gets the priority lane and a note, with a reason', async () => {
      const { id } = await newTicket();
      const asked = { priority: true, note: '需要轮椅' };
      assert.equal(
        (await post(`/tickets/${id}/correction`, asked).expect(422)).body.errors[0].field,
        'reason',
      );
      const { body } = await post(`/tickets/${id}/correction`, { ...asked, reason: '老人' }).expect(200);
      assert.deepEqual([body.ticket.priority, body.ticket.note], [true, '需要轮椅']);
      const wrong = { services: ['NOTHING'], reason: 'x' };
      assert.equal(
        (await post(`/tickets/${id}/correction`, wrong).expect(422)).body.errors[0].field,
        'services',
      );
    });

    it('a ticket is taken out once, and one that is not there is not found', async () => {
      const { id, token } = await newTicket();
      await post(`/tickets/${id}/void`, { reason: '重复取号' }).expect(200);
      assert.equal((await api.request.get(`${root}/tickets/${token}`)).body.state, 'void');
      assert.equal((await post(`/tickets/${id}/void`, { reason: 'x' }).expect(409)).body.code, 'wrong_state');
      assert.equal(
        (await post('/tickets/nobody/void', { reason: 'x' }).expect(404)).body.code,
        'unknown_ticket',
      );
    });

    it('nothing can be taken back where nothing was done', async () => {
      assert.equal((await post('/counters/BJ-TSY-1/undo').expect(409)).body.code, 'nothing_to_undo');
      await post('/counters/BJ-TSY-1/open').expect(200);
      await post('/counters/BJ-TSY-1/calls').expect(201);
      api.hall.clock.advance(121_000);
      assert.equal((await post('/counters/BJ-TSY-1/undo').expect(409)).body.code, 'too_late_to_undo');
    });
  });
}
