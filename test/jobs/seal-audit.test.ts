import assert from 'node:assert/strict';
import { recordAudit } from '../../server/actions/record-audit.ts';
import { sealAudit } from '../../server/actions/staff/seal-audit.ts';
import { auditSealed, headKept } from '../../server/command-line/doctor-checks.ts';
import { parameter } from '../../server/domain/message/visit-snapshot.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { storedMessageOf } from '../../server/store/message/outbox-row.ts';
import { engines } from '../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';
import { there } from '../support/there.ts';

const hour = 60 * 60_000;
const auditor = 'auditor@hall.example';

for (const engine of engines) {
  describe(`sealing the audit [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    before(async () => {
      hall = await startSystem({ engine, env: { AUDITOR_MAIL: auditor } });
    });
    after(() => hall.close());

    const did = (subject: string) =>
      recordAudit(hall.system, {
        actor: theSystem,
        action: 'site.change',
        subject,
        before: null,
        after: { subject },
        result: 'done',
      });
    const told = async () =>
      (
        await hall.system.database.reader('outbox').where({ template: 'audit_head' }).orderBy('created_at')
      ).map(storedMessageOf);

    it('writes to the auditor how a day ended, once and only when it is over, and doctor finds it again', async () => {
      hall.clock.set(mondayMorning);
      for (let n = 0; n < 3; n++) await did(`site-${n}`);
      const lines = (await hall.system.database.reader('audit').select('id')).length;
      assert.equal((await auditSealed(hall.system)).state, 'mind');
      assert.deepEqual(await sealAudit(hall.system), { sealed: lines, told: 0 });
      const sealed = await auditSealed(hall.system);
      assert.equal(sealed.state, 'well');
      assert.match(sealed.text, new RegExp(`${lines} lines`));
      hall.clock.advance(24 * hour);
      const both = await Promise.all([sealAudit(hall.system), sealAudit(hall.system)]);
      assert.equal(both.reduce((sum, one) => sum + one.told, 0) > 0, true);
      const messages = await told();
      const days = new Set(messages.map(({ parameters }) => parameter(parameters, 'start')));
      assert.equal(days.size, messages.length, 'each day once');
      const last = there(messages.at(-1));
      assert.equal(last.recipient, auditor);
      const head = there(parameter(last.parameters, 'head'));
      assert.equal((await headKept(hall.system, ` ${head.toUpperCase()} `)).state, 'well');
      assert.equal((await headKept(hall.system, 'f'.repeat(64))).state, 'ill');
      assert.deepEqual((await sealAudit(hall.system)).told, 0);
    });

    it('lets doctor name the line that somebody has changed since', async () => {
      await did('changed-later');
      await sealAudit(hall.system);
      const { writer } = hall.system.database;
      const { id } = there(await writer('audit').where({ subject: 'changed-later' }).first());
      await writer.raw(
        engine === 'postgres' ? 'alter table audit disable trigger all' : 'drop trigger audit_no_update',
      );
      await writer('audit').where({ id }).update({ result: 'not_permitted' });
      const { state, text } = await auditSealed(hall.system);
      assert.equal(state, 'ill');
      assert.ok(text.includes(id), text);
    });
  });
}
