import assert from 'node:assert/strict';
import fc from 'fast-check';
import { planTable } from '../../../../server/domain/queue/screens/table-plan.ts';
import { arcMinutes, pixelsUnder } from '../../../../server/domain/queue/screens/visual-angle.ts';
import {
  type CellForm,
  cellHeights,
  smallestNumber,
} from '../../../../server/domain/queue/screens/wall-cell.ts';
import { planWall, type WallAsk } from '../../../../server/domain/queue/screens/wall-plan.ts';

const asks = fc.record({
  screen: fc.constantFrom(
    { width: 1920, height: 1080 },
    { width: 1080, height: 1920 },
    { width: 3840, height: 2160 },
    { width: 1366, height: 768 },
  ),
  share: fc.record({
    width: fc.double({ min: 0.3, max: 1, noNaN: true }),
    height: fc.double({ min: 0.3, max: 0.9, noNaN: true }),
  }),
  called: fc.nat(40),
  served: fc.nat(40),
  numberWidth: fc.double({ min: 1, max: 4, noNaN: true }),
  labelWidth: fc.double({ min: 0.5, max: 4, noNaN: true }),
  headed: fc.boolean(),
  stackable: fc.boolean(),
});
const roomOf = ({ screen, share }: { screen: WallAsk['room']; share: WallAsk['room'] }): WallAsk['room'] => ({
  width: screen.width * share.width,
  height: screen.height * share.height,
});
/** in parts of the font size, without anything around them */
const cellWidth = ({ numberWidth, labelWidth }: WallAsk, form: CellForm = 'beside'): number =>
  form === 'beside' ? numberWidth + 0.75 * labelWidth : Math.max(numberWidth, 0.75 * labelWidth);

describe('the angle under which something is seen', () => {
  it('is 20′ for a figure of 58 mm at ten metres, whatever the number of pixels', () => {
    // 1080 lines of a 55-inch panel are 685 mm high
    assert.ok(Math.abs(arcMinutes((58.18 / 685) * 1080, { width: 1920, height: 1080 }) - 20) < 0.02);
    assert.ok(Math.abs(arcMinutes((58.18 / 685) * 2160, { width: 3840, height: 2160 }) - 20) < 0.02);
    const panel = { width: 1366, height: 768 };
    assert.ok(Math.abs(arcMinutes(pixelsUnder(15, panel), panel) - 15) < 1e-9);
  });
});

describe('the plan of a wall', () => {
  it('has a place for everybody who is called within its room, however many', () => {
    fc.assert(
      fc.property(asks, (given) => {
        const ask = { ...given, room: roomOf(given) };
        const { hero, number, columns, form, row, whole } = planWall(ask);
        const small = ask.called - (hero === null ? 0 : 1);
        assert.ok(columns >= 1);
        const sizes = Math.ceil(small / columns) * number + (hero ?? 0);
        assert.ok(sizes * cellHeights[form] <= ask.room.height + 1e-6);
        if (whole) assert.ok(row >= 1 && sizes * row <= ask.room.height + 1e-6);
        if (small > 0) assert.ok(columns * number * cellWidth(ask, form) <= ask.room.width + 1e-6);
        if (hero !== null) assert.ok(hero * cellWidth(ask) <= ask.room.width + 1e-6 && hero > number);
      }),
    );
  });

  it('writes nobody smaller than can be read when it says that it is whole, and nobody out of the picture', () => {
    fc.assert(
      fc.property(asks, (given) => {
        const ask = { ...given, room: roomOf(given) };
        const { hero, number, whole, served } = planWall(ask);
        if (whole && ask.called > 0) {
          assert.ok(number >= smallestNumber(ask.screen) - 1e-6);
          if (ask.served > 0) assert.ok(served.onPage > 0);
        }
        assert.ok(hero === null || hero >= smallestNumber(ask.screen));
        assert.ok(ask.stackable || planWall(ask).form === 'beside' || !whole);
        assert.ok(served.onPage >= 0 && served.number > 0);
      }),
    );
  });

  it('gives the newest call most of the room while there are few, and makes all alike when there are many', () => {
    const ask = {
      screen: { width: 1920, height: 1080 },
      room: { width: 1130, height: 800 },
      served: 0,
      numberWidth: 2.3,
      labelWidth: 1.15,
      headed: true,
      stackable: false,
    };
    const hero = (called: number): number | null => planWall({ ...ask, called }).hero;
    assert.ok((hero(1) ?? 0) > 2 * smallestNumber(ask.screen));
    assert.ok(hero(4) !== null);
    assert.equal(hero(12), null);
  });

  it('makes the newest call a little smaller where everybody who is served then stands there at once', () => {
    const ask = {
      screen: { width: 1920, height: 1080 },
      room: { width: 1130, height: 740 },
      called: 3,
      served: 6,
      numberWidth: 2.3,
      labelWidth: 1,
      headed: true,
      stackable: false,
    };
    const { hero, served } = planWall(ask);
    assert.ok(served.onPage >= 6);
    assert.ok((hero ?? 0) > 1.8 * smallestNumber(ask.screen));
  });

  it('puts twenty counters of four characters below their numbers where the panel is too narrow for them beside', () => {
    const ask = {
      screen: { width: 1080, height: 1920 },
      room: { width: 1049, height: 1850 },
      called: 20,
      served: 0,
      numberWidth: 2.4,
      labelWidth: 2.86,
      headed: false,
      stackable: true,
    };
    const { number, form, columns, whole } = planWall(ask);
    assert.deepEqual([form, columns, whole], ['below', 3, true]);
    assert.ok(number >= smallestNumber(ask.screen));
    assert.equal(planTable(ask).form, 'below');
    assert.equal(planWall({ ...ask, stackable: false }).whole, false);
    // beside, as long as that does
    assert.equal(planWall({ ...ask, labelWidth: 1.2 }).form, 'beside');
  });

  it('gives one who is called alone the whole height', () => {
    const ask = {
      screen: { width: 1920, height: 1080 },
      room: { width: 1130, height: 790 },
      called: 1,
      served: 0,
      numberWidth: 2.3,
      labelWidth: 1,
      headed: true,
      stackable: false,
    };
    const { hero, row } = planWall(ask);
    assert.ok(row * (hero ?? 0) > 0.75 * ask.room.height);
  });
});

describe('the plan of a table of counters', () => {
  it('never lets a counter that calls wait for its turn', () => {
    fc.assert(
      fc.property(asks, (given) => {
        const ask = { ...given, room: roomOf(given) };
        const { number, columns, form, others } = planTable(ask);
        assert.ok(others >= 0 && others <= ask.served);
        const shown = ask.called + others;
        const height = Math.ceil(shown / columns) * number * cellHeights[form];
        if (shown > 0) assert.ok(height <= ask.room.height + 1e-6);
        assert.ok(shown === 0 || columns * number * cellWidth(ask, form) <= ask.room.width + 1e-6);
      }),
    );
  });
});
