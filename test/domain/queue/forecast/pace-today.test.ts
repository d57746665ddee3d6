import assert from 'node:assert/strict';
import { learnBranch } from '../../../../server/domain/queue/forecast/branch-past.ts';
import { likelyAt } from '../../../../server/domain/queue/forecast/likely-day.ts';
import { paceAt, paceToday, timesToday } from '../../../../server/domain/queue/forecast/pace-today.ts';
import { HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallMinutes, hallSite } from '../../../support/hall-site.ts';
import { pastDay } from './past-day.ts';

const clerks = [1, 2, 3];
const works = [
  ['RENEW', 10],
  ['UNLOCK', 5],
] as const;

/** Twelve earlier days, on which all clerks took what was planned, more or less a quarter. */
const past = learnBranch(
  Array.from({ length: 12 }, (_, index) =>
    pastDay(index, {
      visits: Array.from({ length: 30 }, (_each, k) => {
        const [code, usual] = works[k % 2] ?? works[0];
        const minutes = usual * [0.75, 1, 1.25][(k + index) % 3]!;
        return { services: [{ code, quantity: 1 }], minutes, by: `BJ-TSY-${clerks[k % 3]}` };
      }),
    }),
  ),
  hallMinutes,
);

/** A morning in which each clerk serves one after another for three hours, so many times as long as usual. */
function morning(factor: (clerk: number, code: string) => number, forgotten = 0): HallPlay {
  const play = new HallPlay(hallSite(3)).open(...clerks);
  const acts: { at: number; act: () => void }[] = [];
  for (const clerk of clerks) {
    const counter = play.counter(clerk);
    let at = clerk / 10;
    for (let k = 0; at < 180; k += 1) {
      const [code, usual] = works[k % 2] ?? works[0];
      const id = `v${clerk}-${k}`;
      const lasts = clerk === 1 && k === 3 && forgotten > 0 ? forgotten : usual * factor(clerk, code);
      const [from, to] = [at, at + lasts];
      const services = [{ code, quantity: 1 }];
      acts.push({
        at: from,
        act: () => {
          play.do(from, { ...play.issue(), id, services });
          play.do(from, { type: 'call_ticket', counter, ticket: id, reason: '顺序' });
          play.do(from, { type: 'start', counter });
        },
      });
      acts.push({ at: to, act: () => play.do(to, { type: 'finish', counter, outcome: 'completed' }) });
      at = to + 0.1;
    }
  }
  for (const { act } of acts.sort((a, b) => a.at - b.at)) act();
  return play;
}

function paces(play: HallPlay): readonly number[] {
  const today = paceToday(past.pace, play.hall, nine + 200 * minute);
  const middle = likelyAt(today.day, 0.5);
  return clerks.map((clerk) => paceAt(past.pace, today, play.counter(clerk), middle, 0));
}

describe('the speed of today', () => {
  it('is the usual on a usual morning, and moves towards what a slow one shows, but not all the way', () => {
    for (const pace of paces(morning(() => 1))) assert.ok(Math.abs(pace - 1) < 0.07, `${pace}`);
    for (const pace of paces(morning(() => 1.5))) assert.ok(pace > 1.25 && pace < 1.5, `${pace}`);
  });

  it('is told apart by clerk: one who takes twice as long is slow, the others are not', () => {
    const [slow, other, third] = paces(morning((clerk) => (clerk === 1 ? 2 : 1)));
    assert.ok((slow ?? 0) > 1.3, `${slow}`);
    assert.ok((other ?? 9) < 1.15 && (third ?? 9) < 1.15, `${other} ${third}`);
  });

  it('is told apart by service: what takes twice as long today does so for whoever still waits for it', () => {
    const { perItem } = past.times;
    const middle = (times: typeof past.times, code: string) => times.perItem.get(code)?.[8] ?? 0;
    const hung = morning((_clerk, code) => (code === 'RENEW' ? 2 : 1));
    const today = paceToday(past.pace, hung.hall, nine + 200 * minute);
    const times = timesToday(past.times, today);
    const ratio = (code: string) => middle(times, code) / (perItem.get(code)?.[8] ?? 1);
    assert.ok(ratio('RENEW') > 1.12 && ratio('RENEW') < 2, `${ratio('RENEW')}`);
    assert.ok(ratio('UNLOCK') < 0.9, `${ratio('UNLOCK')}`);
    const usual = timesToday(past.times, paceToday(past.pace, morning(() => 1.5).hall, nine + 200 * minute));
    assert.ok(Math.abs(middle(usual, 'RENEW') / middle(past.times, 'RENEW') - 1) < 0.03);
  });

  it('hardly moves for one visit that somebody forgot to finish', () => {
    const [plain] = paces(morning(() => 1));
    const [odd] = paces(morning(() => 1, 90));
    assert.ok((odd ?? 9) / (plain ?? 1) < 1.15, `${odd} ${plain}`);
  });
});
