import assert from 'node:assert/strict';
import { toldFigures } from '../../../../server/domain/queue/figures/told-figures.ts';

const told = { at: 545, queue: 'A', booked: false, low: 10, high: 20, waited: 15 };

describe('the figures of what was told', () => {
  it('say by week how many waited as told, longer and shorter', () => {
    const days = [
      { day: '2026-11-24', told: [told, { ...told, waited: 25 }] },
      {
        day: '2026-11-27',
        told: [
          { ...told, waited: 5 },
          { ...told, waited: 20 },
        ],
      },
      { day: '2026-11-30', told: [told] },
    ];
    assert.deepEqual(
      toldFigures(days, 'week').map(({ group, told: count, inside, later, sooner }) => [
        group,
        count,
        inside,
        later,
        sooner,
      ]),
      [
        ['2026-11-23', 4, 0.5, 0.25, 0.25],
        ['2026-11-30', 1, 1, 0, 0],
      ],
    );
  });

  it('keep queues, and booked and not, apart, and go by the hour of the telling', () => {
    const days = [
      { day: '2026-11-24', told: [told, { ...told, at: 615, high: 40 }, { ...told, booked: true }] },
    ];
    assert.deepEqual(
      toldFigures(days, 'hour').map(({ group, booked, width }) => [group, booked, width]),
      [
        ['09', true, 10],
        ['09', false, 10],
        ['10', false, 30],
      ],
    );
  });
});
