import assert from 'node:assert/strict';
import fc from 'fast-check';
import { minute } from '../../../../server/domain/calendar/durations.ts';
import {
  alarmsToTell,
  type KnownAlarm,
  moreSubject,
  mostAnHour,
  tellAgainAfter,
} from '../../../../server/domain/queue/floor/alarms-to-tell.ts';

const start = 1_000 * minute;

/** Looks every minute, as the job does; answers what was told when. */
function watch(looks: readonly (readonly string[])[], after: number) {
  const known = new Map<string, KnownAlarm>();
  const told: { subject: string; at: number }[] = [];
  looks.forEach((subjects, index) => {
    const now = start + index * minute;
    const { tell, more } = alarmsToTell(subjects, { known, now, after });
    for (const its of known.values())
      if (!subjects.includes(its.subject)) known.set(its.subject, { ...its, seenAt: null });
    for (const subject of subjects) {
      const before = known.get(subject);
      const toldAt = tell.includes(subject) ? now : (before?.toldAt ?? null);
      known.set(subject, { subject, seenAt: before?.seenAt ?? now, toldAt });
    }
    if (more > 0) known.set(moreSubject, { subject: moreSubject, seenAt: null, toldAt: now });
    told.push(...[...tell, ...(more > 0 ? [moreSubject] : [])].map((subject) => ({ subject, at: now })));
  });
  return told;
}

const looks = fc.array(
  fc
    .uniqueArray(fc.integer({ min: 0, max: 14 }), { maxLength: 15 })
    .map((found) => found.map((each) => `help ${each}`)),
  { maxLength: 150 },
);
const steady = (count: number, minutes: number) =>
  Array.from({ length: minutes }, () => Array.from({ length: count }, (_, index) => `help ${index}`));

describe('what the manager on duty is told', () => {
  it('is an alarm that has stood for its minutes, once, and again when an hour has passed', () => {
    const told = watch(steady(1, 126), 5).map(({ at }) => (at - start) / minute);
    assert.deepEqual(told, [5, 65, 125]);
  });

  it('is no alarm that is over sooner, however often it comes back', () => {
    const flapping = Array.from({ length: 60 }, (_, index) => (index % 5 === 4 ? [] : ['help 1']));
    assert.deepEqual(watch(flapping, 5), []);
  });

  it('is no more than ten in an hour, and once how many others there are', () => {
    const told = watch(steady(13, 60), 5);
    assert.equal(told.filter(({ subject }) => subject !== moreSubject).length, mostAnHour);
    assert.equal(told.filter(({ subject }) => subject === moreSubject).length, 1);
    const now = start + 10 * minute;
    const known = new Map(
      Array.from({ length: 13 }, (_, index) => `help ${index}`).map((subject) => [
        subject,
        { subject, seenAt: start, toldAt: null },
      ]),
    );
    assert.equal(alarmsToTell([...known.keys()], { known, now, after: 5 }).more, 3);
  });

  it('says of bookings that do not fit once, however long they stand or come again', () => {
    const day = Array.from({ length: 600 }, (_, look) => (look % 200 < 150 ? ['conflicts'] : []));
    assert.deepEqual(watch(day, 5), [{ subject: 'conflicts', at: start + 5 * minute }]);
  });

  it('never breaks any of this, whatever comes and goes', () => {
    fc.assert(
      fc.property(looks, fc.integer({ min: 1, max: 8 }), (seen, after) => {
        const told = watch(seen, after);
        for (const { subject, at } of told) {
          const lately = told.filter((other) => other.at <= at && at - other.at < tellAgainAfter);
          assert.equal(lately.filter((other) => other.subject === subject).length, 1);
          assert.ok(lately.filter((other) => other.subject !== moreSubject).length <= mostAnHour);
          if (subject === moreSubject) continue;
          const index = (at - start) / minute;
          assert.ok(index >= after);
          for (let look = index - after; look <= index; look += 1)
            assert.ok(seen[look]?.includes(subject), 'it has not stood long enough');
        }
      }),
      { numRuns: 60 },
    );
  });
});
