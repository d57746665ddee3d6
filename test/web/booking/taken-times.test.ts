import assert from 'node:assert/strict';
import { seedCatalogue } from '../../../seeds/catalogue.ts';
import { buildCatalogue } from '../../../server/domain/catalogue/build-catalogue.ts';
import { words } from '../../../server/locales/words.ts';
import { offerView } from '../../../server/web/booking/offer-view.ts';
import { plannedStarts } from '../../../server/web/booking/planned-starts.ts';
import type { PageContext } from '../../../server/web/page-context.ts';

const at = (time: string) => Date.parse(`2026-11-25T${time}:00+08:00`);
const catalogue = buildCatalogue(seedCatalogue, 1);
const site = catalogue.sites.get('BJ-TSY')!;
const renewal = [{ code: 'RENEW', quantity: 1 }];
const page = { locale: 'zh-CN', t: words('zh-CN'), now: at('08:00') } as PageContext;

describe('times that others have', () => {
  const offer = (planned: readonly number[]) =>
    offerView(
      {
        site,
        days: [
          {
            date: '2026-11-25',
            state: 'open',
            reason: null,
            published: true,
            slots: [
              { start: at('09:15'), free: 2 },
              { start: at('13:00'), free: 1 },
            ],
          },
        ],
        wanted: null,
        chosen: null,
        action: '/book/time',
        dayHref: (day) => day,
        planned: () => planned,
      },
      page,
    ).parts.map(({ slots }) =>
      slots.map(({ time, taken, left }) => `${time}${taken ? ' taken' : ''}${left}`),
    );

  it('stand in their places among the free ones, and only the last place is counted', () => {
    assert.deepEqual(offer([at('09:00'), at('09:15'), at('13:00'), at('13:15')]), [
      ['09:00 taken', '09:15'],
      ['13:00余 1', '13:15 taken'],
    ]);
  });

  it('are all starts of the day that are still to come in time', () => {
    const ask = { date: '2026-11-26', now: at('08:00') };
    const starts = plannedStarts(catalogue, site, renewal, ask);
    assert.equal(starts.length, 28);
    assert.equal(starts[0], Date.parse('2026-11-26T09:00:00+08:00'));
    assert.equal(starts.at(-1), Date.parse('2026-11-26T16:45:00+08:00'));
    assert.deepEqual(plannedStarts(catalogue, site, renewal, { ...ask, date: '2026-11-28' }), [], 'Saturday');
    const unknown = plannedStarts(catalogue, site, [{ code: 'NOTHING', quantity: 1 }], ask);
    assert.deepEqual(unknown, []);
  });
});
