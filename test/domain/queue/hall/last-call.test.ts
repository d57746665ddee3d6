import assert from 'node:assert/strict';
import type { Service } from '../../../../server/domain/catalogue/service.ts';
import { priorServiceTimes } from '../../../../server/domain/queue/forecast/service-times.ts';
import { untilClosing } from '../../../../server/domain/queue/forecast/until-closing.ts';
import { expectedWaits } from '../../../../server/domain/queue/forecast/waiting-time.ts';
import { lastCallNow } from '../../../../server/domain/queue/hall/last-call.ts';
import { day, HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite, queueA } from '../../../support/hall-site.ts';

const at = (hour: number): number => (hour - 9) * 60;
/** Nine to twelve and one to five, on the one counter that is open. */
const sessions = [
  { weekday: 2, opens: '09:00', closes: '12:00' },
  { weekday: 2, opens: '13:00', closes: '17:00' },
];
const hours = [
  { opens: nine, closes: nine + at(12) * minute },
  { opens: nine + at(13) * minute, closes: nine + at(17) * minute },
];
const catalogue = {
  calendar: { years: new Set([2026]), days: new Map() },
  services: new Map([...hallMinutes].map(([code, minutes]) => [code, { minutes } as Service])),
};
const training = {
  id: 'c1',
  part: { kind: 'counter', counter: 'BJ-TSY-1' },
  first: day,
  last: day,
  weekdays: [],
  except: [],
  from: '16:00',
  to: '17:00',
  reason: { 'zh-CN': '培训', en: 'Training' },
} as const;

function hallWith(closed: boolean): HallPlay {
  const site = hallSite(1);
  return new HallPlay({ ...site, sessions, partClosures: closed ? [training] : [] }).open(1);
}

/** Whether somebody for queue A is turned away `since` minutes after nine. */
function stops({ hall, site }: HallPlay, since: number): boolean {
  const now = nine + since * minute;
  const times = priorServiceTimes(hallMinutes);
  const expected = expectedWaits({ hall, site, now, times, sessions: hours, arrivals: [], seed: 1 });
  const waits = untilClosing(expected, hours[1]?.closes, now);
  return lastCallNow(catalogue, { site, hall, waits, now }).stopped.has(queueA);
}

describe('the last call', () => {
  it('comes when there is not the time for those who wait, by the waits that are told', () => {
    const play = hallWith(false);
    assert.equal(stops(play, at(16)), false);
    for (let index = 0; index < 8; index += 1) play.walkIn(at(16));
    assert.equal(stops(play, at(16)), true);
  });

  it('knows that nobody is called over lunch, and does not take that for the end of the day', () => {
    const play = hallWith(false);
    for (let index = 0; index < 8; index += 1) play.walkIn(at(12) - 10);
    assert.equal(stops(play, at(12) - 10), false);
    for (let index = 0; index < 20; index += 1) play.walkIn(at(12) - 10);
    assert.equal(stops(play, at(12) - 10), true);
  });

  it('knows of planned closures that are to come', () => {
    const [open, closed] = [hallWith(false), hallWith(true)];
    for (const play of [open, closed]) for (let index = 0; index < 2; index += 1) play.walkIn(at(15.7));
    assert.equal(stops(open, at(15.7)), false);
    assert.equal(stops(closed, at(15.7)), true);
  });

  it('does not come at noon because a counter forgot to say that a visit is over', () => {
    const play = hallWith(false);
    play.walkIn(0);
    play.call(0);
    play.do(0, { type: 'start', counter: play.counter(1) });
    play.walkIn(at(11.5));
    assert.equal(stops(play, at(11.5)), false);
  });
});
