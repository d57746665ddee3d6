import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PublishedCalendar } from '../../../../server/domain/calendar/published-calendar.ts';
import type { Site, SiteException } from '../../../../server/domain/catalogue/site.ts';
import { type HallState, hallStateOf } from '../../../../server/domain/queue/hall/hall-state.ts';
import { HallPlay, minute, nine, seventeen } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';
import { officeHours } from '../../../support/sites.ts';

const calendar: PublishedCalendar = { days: new Map(), years: new Set([2026]) };
const site: Site = { ...hallSite(3), sessions: officeHours };
const at = (time: string, date = '2026-11-24') => Date.parse(`${date}T${time}:00+08:00`);
const words = (text: string) => ({ 'zh-CN': text, en: text });

function stateAt(
  now: number,
  more: { readonly play?: HallPlay; readonly site?: Site; readonly lastCallPassed?: boolean } = {},
): HallState {
  const { play, lastCallPassed = false } = more;
  const hall = play?.hall ?? null;
  return hallStateOf({ site: more.site ?? site, calendar, hall, now, lastCallPassed });
}

function exception(part: Partial<SiteException>): Site {
  const row: SiteException = {
    id: 'x',
    date: '2026-11-24',
    kind: 'closed',
    from: null,
    to: null,
    reason: words('停电'),
    ...part,
  };
  return { ...site, exceptions: [row] };
}

describe('whether a hall is open', () => {
  it('follows the hours of a day with lunch, each instant belonging to the state that begins with it', () => {
    const told = (time: string) => {
      const { kind, opensAt, openUntil } = stateAt(at(time));
      return [kind, opensAt, openUntil];
    };
    assert.deepEqual(told('08:59'), ['before_opening', at('09:00'), null]);
    assert.deepEqual(told('09:00'), ['open', null, at('12:00')]);
    assert.deepEqual(told('11:59'), ['open', null, at('12:00')]);
    assert.deepEqual(told('12:00'), ['break', at('13:00'), null]);
    assert.deepEqual(told('12:59'), ['break', at('13:00'), null]);
    assert.deepEqual(told('13:00'), ['open', null, at('17:00')]);
    assert.deepEqual(told('17:00'), ['closed', at('09:00', '2026-11-25'), null]);
  });

  it('is closing while somebody is left and a counter to serve them, and closed when either has gone', () => {
    const play = new HallPlay(site).open(1);
    play.walkIn(470);
    play.walkIn(471);
    assert.equal(stateAt(seventeen, { play }).kind, 'closing');
    play.call(479, 1);
    play.do(480, { type: 'start', counter: play.counter(1) });
    assert.equal(stateAt(seventeen + minute, { play }).kind, 'closing');
    play.do(482, { type: 'finish', counter: play.counter(1), outcome: 'completed' });
    assert.equal(stateAt(seventeen + 2 * minute, { play }).kind, 'closing');
    const abandoned = new HallPlay(site).open(1);
    abandoned.walkIn(471);
    abandoned.do(482, { type: 'close_counter', counter: play.counter(1) });
    assert.equal(stateAt(seventeen + 2 * minute, { play: abandoned }).kind, 'closed');
    play.call(483, 1);
    play.do(484, { type: 'start', counter: play.counter(1) });
    play.do(485, { type: 'finish', counter: play.counter(1), outcome: 'completed' });
    assert.equal(stateAt(seventeen + 5 * minute, { play }).kind, 'closed');
  });

  it('is closed as soon as the day is closed, whatever the hours say', () => {
    const play = new HallPlay(site).open(1);
    play.do(60, { type: 'close_day' });
    const { kind, opensAt } = stateAt(nine + 60 * minute, { play });
    assert.deepEqual([kind, opensAt], ['closed', at('09:00', '2026-11-25')]);
  });

  it('is paused only within the hours, with the reason that staff gave', () => {
    const play = new HallPlay(site).open(1);
    play.do(10, { type: 'pause_hall', reason: '设备检修' });
    const { kind, reason } = stateAt(nine + 10 * minute, { play });
    assert.deepEqual([kind, reason], ['paused', words('设备检修')]);
    assert.equal(stateAt(at('12:05'), { play }).kind, 'break');
    assert.equal(stateAt(seventeen, { play }).kind, 'closed');
  });

  it('has passed its last call only while it is open', () => {
    const kind = (time: string) => stateAt(at(time), { lastCallPassed: true }).kind;
    assert.deepEqual(['16:50', '12:30', '17:01'].map(kind), ['last_call', 'break', 'closed']);
  });

  it('says why it is closed all day, and when it opens next', () => {
    const saturday = stateAt(at('10:00', '2026-11-28'));
    assert.equal(saturday.kind, 'closed');
    assert.equal(saturday.reason?.en, 'weekend');
    assert.equal(saturday.opensAt, at('09:00', '2026-11-30'));
    const closure = stateAt(at('10:00'), { site: exception({}) });
    assert.deepEqual([closure.kind, closure.reason], ['closed', words('停电')]);
    const holiday = hallStateOf({
      site,
      calendar: { days: new Map([['2026-11-24', { name: '某节', off: true }]]), years: new Set([2026]) },
      hall: null,
      now: at('10:00'),
      lastCallPassed: false,
    });
    assert.deepEqual(holiday.reason, { 'zh-CN': '某节', en: 'public holiday' });
  });

  it('says why it opens later when the morning was cut out, and that it was open when the afternoon was', () => {
    const late = stateAt(at('09:30'), { site: exception({ from: '09:00', to: '10:00' }) });
    assert.deepEqual([late.kind, late.opensAt, late.reason], ['before_opening', at('10:00'), words('停电')]);
    const early = stateAt(at('14:00'), { site: exception({ from: '12:00', to: '17:00' }) });
    assert.deepEqual([early.kind, early.reason], ['closed', null]);
  });

  it('opens, if it says when, exactly then: open at that instant, and at no instant before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 * 1440 - 1 }), (minutes) => {
        const now = at('00:00', '2026-11-23') + minutes * minute;
        const { kind, opensAt, openUntil } = stateAt(now);
        assert.equal(kind === 'open', openUntil !== null);
        if (opensAt === null) return;
        assert.ok(opensAt > now);
        assert.equal(stateAt(opensAt).kind, 'open');
        assert.equal(stateAt(opensAt - 1).kind === 'open', false);
        assert.equal(stateAt(Math.floor((now + opensAt) / 2)).kind === 'open', false);
      }),
    );
  });
});
