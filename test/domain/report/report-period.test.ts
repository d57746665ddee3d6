import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, daysBetween, localDate, weekdayOf } from '../../../server/domain/calendar/local-time.ts';
import {
  duePeriod,
  lastPeriod,
  longestLate,
  newestPeriod,
  nextSending,
  type ReportRhythm,
  reportRhythms,
  sendingTime,
} from '../../../server/domain/report/report-period.ts';

const known = [
  'Asia/Shanghai',
  'Asia/Urumqi',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Auckland',
  'Pacific/Honolulu',
];
const zones = fc
  .tuple(fc.constantFrom(...known), fc.array(fc.constantFrom(...known), { maxLength: 3 }))
  .map(([one, others]): [string, ...string[]] => [one, ...others]);
const rhythm = fc.constantFrom(...reportRhythms);
const at = fc.integer({ min: 60, max: 1439 }).map((minutes) => wall(minutes));
const instant = fc.integer({ min: Date.UTC(2026, 0, 5), max: Date.UTC(2028, 3, 1) });
const hour = 60 * 60_000;

function wall(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

const china = (text: string): number => Date.parse(`${text}+08:00`);
const dueInChina = (how: ReportRhythm, now: string, since = '2020-01-01T00:00:00'): string | null => {
  const plan = { rhythm: how, at: '07:30', since: china(since) };
  const period = duePeriod(plan, ['Asia/Shanghai'], china(now));
  return period === null ? null : `${period.from} ${period.to}`;
};

describe('the period of a report', () => {
  it('is yesterday, the week before, or the month before', () => {
    assert.equal(dueInChina('daily', '2026-12-01T07:30:00'), '2026-11-30 2026-11-30');
    assert.equal(dueInChina('weekly', '2026-11-30T07:30:00'), '2026-11-23 2026-11-29');
    assert.equal(dueInChina('monthly', '2027-01-01T07:30:00'), '2026-12-01 2026-12-31');
    assert.equal(dueInChina('monthly', '2028-03-01T07:30:00'), '2028-02-01 2028-02-29');
  });

  it('is none before its time, none that had its time before anybody asked, and none when it comes too late', () => {
    assert.equal(dueInChina('weekly', '2026-11-30T07:29:59'), null);
    assert.equal(dueInChina('weekly', '2026-12-01T08:00:00', '2026-11-30T09:00:00'), null);
    assert.equal(dueInChina('weekly', '2026-12-03T07:29:59'), '2026-11-23 2026-11-29');
    assert.equal(dueInChina('weekly', '2026-12-03T07:30:00'), null);
    assert.equal(dueInChina('monthly', '2026-12-11T07:30:00'), null);
    assert.equal(
      duePeriod({ rhythm: 'daily', at: '07:30', since: 0 }, [], china('2026-12-01T08:00:00')),
      null,
    );
  });

  it('after nights without a machine is the newest one alone', () => {
    assert.equal(dueInChina('daily', '2026-12-04T10:00:00', '2026-11-01T00:00:00'), '2026-12-03 2026-12-03');
    assert.equal(dueInChina('daily', '2026-12-04T06:00:00', '2026-11-01T00:00:00'), '2026-12-02 2026-12-02');
  });

  it('is whole: a day, Monday to Sunday, the first to the last of a month; and they follow each other without a gap', () => {
    fc.assert(
      fc.property(rhythm, fc.integer({ min: 0, max: 1500 }), (how, shift) => {
        const { from, to } = lastPeriod(how, addDays('2026-01-01', shift));
        if (how === 'daily') assert.equal(from, to);
        else if (how === 'weekly')
          assert.deepEqual([weekdayOf(from), weekdayOf(to), daysBetween(from, to)], [1, 7, 6]);
        else {
          assert.equal(from.slice(0, 7), to.slice(0, 7));
          assert.deepEqual([from.slice(8), addDays(to, 1).slice(8)], ['01', '01']);
        }
        assert.ok(to < addDays('2026-01-01', shift));
        assert.equal(lastPeriod(how, from).to, addDays(from, -1));
      }),
    );
  });

  it('is over in every office before it is told, whatever their zones, and is the newest such', () => {
    fc.assert(
      fc.property(rhythm, at, zones, instant, (how, time, its, now) => {
        const period = newestPeriod({ rhythm: how, at: time }, its, now);
        assert.ok(sendingTime(period, time, its) <= now);
        for (const zone of its) assert.ok(localDate(now, zone) > period.to);
        const next = nextSending({ rhythm: how, at: time, since: 0 }, its, now);
        assert.ok(next !== null && next > now);
        assert.equal(newestPeriod({ rhythm: how, at: time }, its, next).from, addDays(period.to, 1));
        assert.notEqual(newestPeriod({ rhythm: how, at: time }, its, next - 1).from, addDays(period.to, 1));
      }),
    );
  });

  it('looked for every quarter of an hour is told once each, on its day, through changes of the clock', () => {
    fc.assert(
      fc.property(at, fc.constantFrom(...known), fc.integer({ min: 0, max: 700 }), (time, zone, shift) => {
        const start = Date.UTC(2026, 0, 5) + shift * 24 * hour;
        const told: string[] = [];
        for (let now = start; now < start + 9 * 24 * hour; now += hour / 4) {
          const due = duePeriod({ rhythm: 'daily', at: time, since: start }, [zone], now);
          if (due === null || told.includes(due.from)) continue;
          // first seen within the quarter in which its time came
          assert.ok(now - sendingTime(due, time, [zone]) < hour / 4);
          assert.equal(localDate(sendingTime(due, time, [zone]), zone), addDays(due.to, 1));
          told.push(due.from);
        }
        // not a number of days: nine times 24 hours hold ten sendings where a day has 23
        const beside = (day: string | undefined, days: number): number => {
          const date = addDays(day ?? '', days);
          return sendingTime({ from: date, to: date }, time, [zone]);
        };
        assert.ok(beside(told[0], -1) <= start, 'nothing is left out before the first');
        assert.ok(beside(told.at(-1), 1) > start + 9 * 24 * hour - hour / 4, 'nor after the last');
        for (const [place, day] of told.entries())
          assert.equal(daysBetween(told[0] ?? day, day), place, 'no day is left out');
      }),
      { numRuns: 40, examples: [['01:01', 'Europe/Berlin', 439]] },
    );
  });

  it('is never made up for past its bound, nor from before it was asked for', () => {
    fc.assert(
      fc.property(rhythm, at, zones, instant, instant, (how, time, its, since, now) => {
        const period = duePeriod({ rhythm: how, at: time, since }, its, now);
        if (period === null) return;
        const sent = sendingTime(period, time, its);
        assert.ok(sent > since && sent <= now && now - sent < longestLate[how]);
      }),
    );
  });
});
