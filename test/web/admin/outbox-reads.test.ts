import assert from 'node:assert/strict';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { type Agent, account, signedIn } from '../staff/staff-browser.ts';

const site = 'BJ-TSY';

for (const engine of engines) {
  describe(`whoever reads a stored message [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let message = '';
    let agent: Agent;
    let reader = '';
    const parts = ['/html', '/files/0', '/files/1'];
    const lines = () =>
      hall.system.database
        .reader('audit')
        .where({ action: 'message.read', subject: message })
        .orderBy('at')
        .select('actor', 'address', 'after', 'result');

    before(async () => {
      hall = await startSystem({ engine });
      const contact = { name: '王芳', mobile: '13800138000', email: 'wang@enterprise.test' };
      await bookByApi(hall, site, contact);
      const mail = await hall.system.database.reader('outbox').where({ channel: 'mail' }).first('id');
      message = mail?.id ?? '';
      reader = await account(hall, 'manager', 'manager', [site]);
      agent = await signedIn(hall, 'manager');
    });
    after(() => hall.close());

    it('is in the audit by name and address, for each part and each time, before a byte of it has gone', async () => {
      for (const part of ['', ...parts, ...parts]) {
        hall.clock.advance(1000);
        const before = (await lines()).length;
        assert.equal((await agent.get(`/admin/outbox/${message}${part}`)).status, 200, part);
        const [line, ...more] = (await lines()).slice(before);
        assert.deepEqual(more, [], part);
        assert.equal(line?.actor, `staff:${reader}`, part);
        assert.match(String(line?.address), /127\.0\.0\.1$/, part);
        assert.equal(line?.result, 'done', part);
        assert.equal(line?.after === null, part === '', `${part} says which part it was`);
      }
    });

    it('is in the audit when a program asks for no more than the headings', async () => {
      for (const part of parts) {
        const before = (await lines()).length;
        await agent.head(`/admin/outbox/${message}${part}`);
        assert.equal((await lines()).length, before + 1, part);
      }
    });

    it('gets nothing while the audit cannot be written', async () => {
      const { writer } = hall.system.database;
      const failing =
        engine === 'sqlite'
          ? [
              "create trigger audit_away before insert on audit begin select raise(abort, 'away'); end",
              'drop trigger audit_away',
            ]
          : [
              `create function audit_away() returns trigger language plpgsql as $$ begin raise exception 'away'; end $$;
               create trigger audit_away before insert on audit for each statement execute function audit_away()`,
              'drop function audit_away cascade',
            ];
      await writer.raw(failing[0] ?? '');
      try {
        for (const part of ['', ...parts]) {
          const { status, text, body } = await agent.get(`/admin/outbox/${message}${part}`);
          assert.ok(status >= 500, `${part}: ${status}`);
          const told = `${text ?? ''}${Buffer.isBuffer(body) ? body.toString() : ''}`;
          assert.doesNotMatch(told, /王芳|wang@enterprise|BEGIN:VCALENDAR|PNG/, part);
        }
      } finally {
        await writer.raw(failing[1] ?? '');
      }
    });
  });
}
