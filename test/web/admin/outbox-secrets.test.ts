import assert from 'node:assert/strict';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { account, signedIn } from '../staff/staff-browser.ts';

for (const engine of engines) {
  describe(`a message that staff read [${engine}]`, () => {
    let hall: HallSystem;
    before(async function () {
      this.timeout(60_000);
      hall = await startSystem({ engine });
    });
    after(() => hall.close());

    it('has no secret with which to act as its recipient: on the page, in the mail, in its calendar file', async () => {
      const contact = { name: '王芳', mobile: '13800138000', email: 'wang@enterprise.test' };
      const { token, reference } = await bookByApi(hall, 'BJ-TSY', contact);
      await account(hall, 'auditor', 'auditor');
      const agent = await signedIn(hall, 'auditor');
      const messages = await hall.system.database.reader('outbox').pluck('id');
      assert.ok(messages.length > 0);
      const shown: string[] = [];
      for (const id of messages)
        for (const part of ['', '/html', '/files/0', '/files/1', '/files/2']) {
          const { status, text, body } = await agent.get(`/admin/outbox/${id}${part}`);
          if (status !== 200) continue;
          const read = `${text ?? ''}${Buffer.isBuffer(body) ? body.toString() : ''}`.replaceAll(
            /\r\n[ \t]/g,
            '',
          );
          assert.equal(read.includes(token), false, `${id}${part}`);
          shown.push(read);
        }
      const blanked = `/bookings/${reference}?token=***`;
      assert.ok(shown.filter((read) => read.includes(blanked)).length >= 3, 'page, mail and calendar file');
      assert.equal((await agent.get(blanked)).status, 404);
    });
  });
}
