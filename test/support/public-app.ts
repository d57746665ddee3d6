import express, { type Express } from 'express';
import { seedCatalogue } from '../../seeds/catalogue.ts';
import { buildCatalogue } from '../../server/domain/catalogue/build-catalogue.ts';
import type { Board } from '../../server/domain/queue/screens/board.ts';
import { loadAssets } from '../../server/web/assets.ts';
import { routesOf } from '../../server/web/declared-page.ts';
import { brokenPage, notFoundPage } from '../../server/web/error-page.ts';
import { openPageContext } from '../../server/web/page-context.ts';
import { publicPages } from '../../server/web/public/public-pages.ts';
import type { PublicSystem } from '../../server/web/public/public-system.ts';

const tuesdayMorning = Date.parse('2026-11-24T09:20:00+08:00');

/** The information pages alone, on the seeded catalogue, at a fixed instant. */
export async function publicApp({
  board = null,
  now = tuesdayMorning,
  nextFree,
}: {
  board?: Board | null;
  now?: number;
  nextFree?: PublicSystem['nextFree'];
} = {}): Promise<Express> {
  const assets = await loadAssets();
  const catalogue = buildCatalogue(seedCatalogue, 1);
  const clock = { now: () => now };
  const app = express();
  app.use('/assets', assets.serve);
  app.use((_request, response, next) => {
    response.set('Content-Security-Policy', "default-src 'self'; object-src 'none'; base-uri 'none'");
    next();
  });
  app.use(openPageContext({ clock, assets, config: { baseUrl: null } }));
  const its = { catalogue: async () => catalogue, clock, board: async () => board };
  app.use(routesOf(publicPages, nextFree === undefined ? its : { ...its, nextFree }));
  app.get('/broken', () => {
    throw new Error('secret detail');
  });
  app.use(notFoundPage);
  app.use(brokenPage(() => undefined));
  return app;
}

export const busyBoard: Board = {
  site: 'BJ-TSY',
  day: '2026-11-24',
  version: 42,
  at: '2026-11-24T09:20:00+08:00',
  state: 'open',
  calling: [
    {
      number: 'A012',
      counter: 'BJ-TSY-3',
      label: '3',
      calledAt: '2026-11-24T09:19:30+08:00',
      times: 1,
      state: 'called',
    },
    {
      number: 'B004',
      counter: 'BJ-TSY-5',
      label: '5',
      calledAt: '2026-11-24T09:12:00+08:00',
      times: 1,
      state: 'serving',
    },
    {
      number: 'A011',
      counter: 'BJ-TSY-1',
      label: '1',
      calledAt: '2026-11-24T09:10:00+08:00',
      times: 2,
      state: 'serving',
    },
  ],
  waiting: [{ number: 'A013', queue: 'A', due: '2026-11-24T09:30:00+08:00', wait: { low: 4, high: 12 } }],
  queues: [
    {
      code: 'A',
      name: { 'zh-CN': '综合业务', en: 'General services' },
      waiting: 1,
      wait: { low: 5, high: 15 },
    },
    { code: 'B', name: { 'zh-CN': '新企业入网', en: 'New enterprises' }, waiting: 0, wait: null },
  ],
  counters: [],
};
