import assert from 'node:assert/strict';
import { minute, nine } from '../../../support/hall-play.ts';
import { calledIn, next, opened } from '../../../support/refusal-cases.ts';

describe('deciding in the hall', () => {
  it('after the day is closed every command is refused', () => {
    const play = opened();
    const commands = [
      play.issue(),
      next,
      play.booked(0),
      { type: 'resume_hall' },
      { type: 'close_day' },
    ] as const;
    play.do(1, { type: 'close_day' });
    for (const command of commands) assert.equal(play.code(2, command), 'day_closed');
  });
});

describe('versions', () => {
  it('the events of one command have versions that follow the hall’s without a gap', () => {
    const play = calledIn();
    for (let index = 0; index < 20; index += 1) play.walkIn(2);
    const before = play.hall.version;
    const events = play.do(3, { type: 'close_day' });
    assert.deepEqual(
      events.map((each) => each.version),
      events.map((_, index) => before + index + 1),
    );
    assert.ok(events.every((each) => each.at === nine + 3 * minute));
    assert.equal(play.hall.version, before + events.length);
  });
});
