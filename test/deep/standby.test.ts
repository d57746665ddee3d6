import assert from 'node:assert/strict';
import { drill } from '../standby/fail-over.ts';
import { findPrograms } from '../standby/programs.ts';

describe('a primary with a hot standby, as the project sets it up', function () {
  this.timeout(590_000);

  it('dies, goes silent and changes over in a storm of bookings, and nothing acknowledged is lost or doubled', async function () {
    const programs = findPrograms();
    if (typeof programs === 'string') {
      // none of them is a package of npm: README.md says how they are installed
      console.log(`      not run: ${programs}`);
      this.skip();
    }
    const report = await drill(programs, (line) => console.log(`      ${line}`));
    const { acknowledged, tally, lost, doubled, ended } = report;
    console.log(
      `      ${acknowledged} acknowledged, ${tally.refused} refused with 503, ${tally.retried} sent again under the same key`,
    );
    assert.deepEqual({ lost, doubled }, { lost: [], doubled: 0 });
    assert.deepEqual(ended, [], 'no process of the hall ends because its database does');
    assert.deepEqual([...new Set(tally.strange)], [], report.logged.join('\n'));
    assert.ok(tally.refused > 0, 'it was a storm');
  });
});
