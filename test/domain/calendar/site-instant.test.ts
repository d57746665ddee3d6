import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { instantWriter } from '../../../server/domain/calendar/site-instant.ts';

describe('instants on the wire', () => {
  for (const zone of ['Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe']) {
    it(`in ${zone} are what luxon writes, around changes of the clock too`, () => {
      const write = instantWriter(zone);
      fc.assert(
        fc.property(fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }), (instant) => {
          assert.equal(write(instant), DateTime.fromMillis(instant, { zone }).toISO());
        }),
        { numRuns: 300 },
      );
    });
  }
});
