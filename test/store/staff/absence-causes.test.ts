import assert from 'node:assert/strict';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { auditLine } from '../../../server/store/staff/audit-query.ts';
import { writeAudit } from '../../../server/store/staff/audit-store.ts';
import { writeRows } from '../../../server/store/write-rows.ts';
import { WriteSet } from '../../../server/store/write-set.ts';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';

for (const engine of engines) {
  describe(`why somebody was away, in old lines of the audit [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;

    before(async () => {
      hall = await startSystem({ engine, clockStart: mondayMorning });
    });
    after(() => hall.close());

    it('is read by nobody, and the line stays as it was sealed', async () => {
      const { database, clock } = hall.system;
      const writes = new WriteSet();
      const rows = (cause: string) => [{ table: 'roster_change', key: 'c1', row: { staff: 'x', cause } }];
      const line = { actor: theSystem, action: 'site.absences', subject: 'BJ-TSY', result: 'done' } as const;
      const sides = { before: rows('ill'), after: rows('leave') };
      writeAudit({ ...line, ...sides }, { id: 'older', at: clock.now() }, writes);
      await database.writer.transaction((transaction) => writeRows(transaction, engine, writes));
      const read = JSON.stringify(await auditLine(database.writer, 'older'));
      assert.match(read, /roster_change/);
      assert.doesNotMatch(read, /"ill"|"leave"|cause/);
      const stored = await database.writer('audit').where({ id: 'older' }).first('before');
      assert.match(String(stored?.before), /"ill"/);
    });
  });
}
