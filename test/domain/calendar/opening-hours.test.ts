import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, dayBounds, instantOf } from '../../../server/domain/calendar/local-time.ts';
import { openingOn } from '../../../server/domain/calendar/opening-hours.ts';
import type { Site, SiteException } from '../../../server/domain/catalogue/site.ts';
import { calendar2026, testSite, words } from '../../support/sites.ts';
import { arbitrarySite } from '../booking/arbitrary-site.ts';

function row(kind: 'open' | 'closed', date: string, from: string | null, to: string | null): SiteException {
  return { id: `${kind} ${date} ${from}`, date, kind, from, to, reason: words(`${kind} ${from}`) };
}

function hours(site: Site, date: string): string {
  const at = (instant: number) => {
    const minutes = (instant - dayBounds(date, site.timeZone).start) / 60_000;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  };
  const { sessions } = openingOn(site, calendar2026, date);
  return sessions.map(({ opens, closes }) => `${at(opens)}-${at(closes)}`).join(' ');
}

describe('opening hours', () => {
  it('an ordinary weekday has its weekly sessions, a weekend and a holiday none', () => {
    assert.equal(hours(testSite(), '2026-11-24'), '09:00-12:00 13:00-17:00');
    assert.equal(hours(testSite(), '2026-11-28'), '');
    assert.equal(hours(testSite(), '2026-10-01'), '');
  });

  it('a make-up workday on a weekend has the hours of the weekday that the site names', () => {
    const site = testSite({
      sessions: [
        { weekday: 1, opens: '09:00', closes: '12:00' },
        { weekday: 5, opens: '10:00', closes: '11:00' },
      ],
      makeUpWeekday: 5,
    });
    assert.equal(hours(site, '2026-10-10'), '10:00-11:00');
    assert.equal(openingOn(site, calendar2026, '2026-10-10').makeUp, true);
    assert.equal(hours(site, '2026-10-11'), '');
  });

  it('special opening replaces the hours of its date, even on a holiday, and closures are cut out of it', () => {
    const site = testSite({
      exceptions: [
        row('open', '2026-10-02', '09:30', '11:30'),
        row('closed', '2026-10-02', '10:00', '10:30'),
        row('open', '2026-10-03', null, null),
      ],
    });
    assert.equal(hours(site, '2026-10-02'), '09:30-10:00 10:30-11:30');
    assert.equal(hours(site, '2026-10-03'), '09:00-12:00 13:00-17:00');
    assert.equal(hours(site, '2026-10-04'), '');
  });

  it('a closure says why, whether it takes the day or a part of it', () => {
    const site = testSite({
      exceptions: [row('closed', '2026-11-24', null, null), row('closed', '2026-11-25', '15:00', null)],
    });
    assert.equal(hours(site, '2026-11-24'), '');
    assert.deepEqual(openingOn(site, calendar2026, '2026-11-24').reason, words('closed null'));
    assert.equal(hours(site, '2026-11-25'), '09:00-12:00 13:00-15:00');
    assert.deepEqual(openingOn(site, calendar2026, '2026-11-25').reason, words('closed 15:00'));
  });

  it('overlapping and touching sessions are one', () => {
    const sessions = [
      { weekday: 2, opens: '11:00', closes: '13:00' },
      { weekday: 2, opens: '09:00', closes: '11:00' },
      { weekday: 2, opens: '12:00', closes: '14:00' },
      { weekday: 2, opens: '15:00', closes: '15:00' },
    ];
    assert.equal(hours(testSite({ sessions }), '2026-11-24'), '09:00-14:00');
  });

  it('wall times hold on both sides of a change to summer time', () => {
    const site = testSite({
      timeZone: 'Europe/Berlin',
      sessions: [{ weekday: 7, opens: '01:00', closes: '05:00' }],
    });
    const length = (date: string) =>
      openingOn(site, calendar2026, date).sessions.map(({ opens, closes }) => (closes - opens) / 3_600_000);
    assert.deepEqual(length('2026-03-22'), [4]);
    assert.deepEqual(length('2026-03-29'), [3]);
    assert.deepEqual(length('2026-10-25'), [5]);
    assert.equal(
      openingOn(site, calendar2026, '2026-03-29').sessions[0]?.closes,
      instantOf('2026-03-29', '05:00', 'Europe/Berlin'),
    );
  });

  it('sessions are in order, apart from one another, inside their day, and never within a closure', () => {
    fc.assert(
      fc.property(arbitrarySite, fc.nat(20), (site, n) => {
        const date = addDays('2026-10-20', n);
        const bounds = dayBounds(date, site.timeZone);
        let before = bounds.start;
        for (const { opens, closes, grid } of openingOn(site, calendar2026, date).sessions) {
          assert.ok(before <= opens && grid <= opens && opens < closes && closes <= bounds.end);
          before = closes;
          for (const gap of site.exceptions) {
            if (gap.kind !== 'closed' || gap.date !== date) continue;
            const from = gap.from === null ? bounds.start : instantOf(date, gap.from, site.timeZone);
            const to = gap.to === null ? bounds.end : instantOf(date, gap.to, site.timeZone);
            assert.ok(closes <= from || opens >= to || from >= to);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});
