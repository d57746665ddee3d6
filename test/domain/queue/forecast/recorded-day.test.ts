import assert from 'node:assert/strict';
import { recordDay } from '../../../../server/domain/queue/forecast/recorded-day.ts';
import { day, HallPlay, minute, nine } from '../../../support/hall-play.ts';
import { hallSite } from '../../../support/hall-site.ts';

const sessions = [
  { opens: nine, closes: nine + 180 * minute },
  { opens: nine + 240 * minute, closes: nine + 480 * minute },
];
const noon = 12 * 60;

function record(play: HallPlay) {
  return recordDay({ day, midnight: nine - 540 * minute, sessions, bookings: [], events: play.events });
}

function serving(): HallPlay {
  const play = new HallPlay(hallSite(1)).open(1);
  for (let index = 0; index < 4; index += 1) play.walkIn(168);
  return play;
}

function visit(play: HallPlay, from: number, to: number): void {
  play.call(from);
  play.do(from, { type: 'start', counter: play.counter(1) });
  play.do(to, { type: 'finish', counter: play.counter(1), outcome: 'completed' });
}

describe('a recorded day', () => {
  it('has a counter stop at noon when the visit that it was at lasts into lunch', () => {
    const play = serving();
    visit(play, 170, 195);
    play.do(196, { type: 'pause_counter', counter: play.counter(1), reason: '午休' });
    play.do(240, { type: 'resume_counter', counter: play.counter(1) });
    assert.deepEqual(record(play).worked[play.counter(1)]?.[0], [540, noon]);
  });

  it('has it go on when it still called somebody after noon', () => {
    const play = serving();
    visit(play, 170, 185);
    visit(play, 186, 195);
    play.do(196, { type: 'pause_counter', counter: play.counter(1), reason: '午休' });
    assert.deepEqual(record(play).worked[play.counter(1)]?.[0], [540, noon + 16]);
  });

  it('keeps how long pauses lasted by their reason, in either language, but neither lunch nor what clerks wrote', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const pause = (from: number, to: number | null, reason: string) => {
      play.do(from, { type: 'pause_counter', counter: play.counter(1), reason });
      if (to !== null) play.do(to, { type: 'resume_counter', counter: play.counter(1) });
    };
    pause(30, 42, 'Back shortly');
    pause(50, 55, 'my own words');
    pause(180, 240, 'Lunch');
    pause(300, null, '设备故障');
    const { pauses } = record(play);
    assert.deepEqual(pauses, [
      { reason: 'short', minutes: 12 },
      { reason: 'other', minutes: 5 },
      { reason: 'equipment', minutes: null },
    ]);
    assert.ok(!JSON.stringify(record(play)).includes('own words'));
  });

  it('counts whom nobody called as told too little once they had waited longer than told, and not before', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const tell = (at: number, high: number): string => {
      const command = play.issue({ toldWait: { low: 5, high } });
      play.do(at, command);
      return command.id;
    };
    const [patient, hasty] = [tell(0, 20), tell(0, 40)];
    play.do(30, { type: 'leave', ticket: patient });
    play.do(31, { type: 'leave', ticket: hasty });
    tell(400, 50);
    // as long as the hall was open
    tell(450, 30);
    // midnight, hours after the last of them went home
    play.do(900, { type: 'close_day' });
    assert.deepEqual(
      record(play).told.map(({ at, high, waited }) => [at, high, waited]),
      [
        [540, 20, 30],
        [940, 50, 79],
      ],
    );
  });

  it('leaves out whom staff took out, and what became of somebody after the first call', () => {
    const play = new HallPlay(hallSite(1)).open(1);
    const ids = [0, 1].map((at) => {
      const command = play.issue({ toldWait: { low: 0, high: 5 } });
      play.do(at, command);
      return command.id;
    });
    play.call(2);
    play.do(40, { type: 'void_ticket', ticket: ids[1] ?? '' });
    play.do(900, { type: 'close_day' });
    assert.deepEqual(
      record(play).told.map(({ waited }) => waited),
      [2],
    );
  });
});
