import assert from 'node:assert/strict';
import type { HallRequest } from '../../server/actions/queue/hall-order.ts';
import { theHolder, theSystem } from '../../server/domain/staff/actor.ts';
import { raiseCatalogueVersion } from '../../server/store/catalogue/catalogue-store.ts';
import { patternOf } from '../../server/web/declared-page.ts';
import { everyPage } from '../../server/web/every-page.ts';
import { paths } from '../../server/web/paths.ts';
import { narrowFaults } from '../browser/narrow-faults.ts';
import { administratorAt, type Desk, faultsOf } from '../browser/office-browser.ts';
import { bookCommand } from '../support/commands.ts';
import { hallAndBrowser } from '../support/hall-and-browser.ts';
import { type HallSystem, mondayMorning } from '../support/hall-system.ts';
import { type ExamplesBelow, exampleOf, firstId, plainExamples } from '../support/route-examples.ts';
import { agencyExample } from '../web/agency/agency-example.ts';
import { pairedKiosk } from '../web/kiosk/kiosk-door.ts';
import { setHall } from '../web/number/door.ts';
import {
  clusterExample,
  lowRating,
  preparedExample,
  reportExample,
  subscriberExample,
  ticketExamples,
  waitingEntry,
} from '../web/walk-examples.ts';

const site = 'BJ-TSY';
/** forty characters */
const longName = '新企业入网及各类变更与补办综合受理业务队列'.repeat(2).slice(0, 40);
const longEnglish = 'Enrolment of new enterprises and changes';
const counter = 'BJ-TSY-1';

/** How far the page can be pushed aside, with everything open that opens. */
const pushedAside = `(() => {
  for (const one of document.querySelectorAll('main details')) one.open = true;
  return document.documentElement.scrollWidth - document.documentElement.clientWidth;
})()`;

/** Names of queues as long as an office gives them. */
async function nameQueues({ system }: HallSystem): Promise<void> {
  await system.database.writer('queue').where({ site }).update({ name_zh: longName, name_en: longEnglish });
  await system.database.writer.transaction(raiseCatalogueVersion);
  system.catalogueCache.forget();
}

describe('every page of the staff, while a counter asks for help', function () {
  this.timeout(300_000);
  const its = hallAndBrowser({ clockStart: mondayMorning });
  let desk: Desk;
  let below: ExamplesBelow;

  before(async () => {
    const { hall, browser } = its;
    const { system } = hall;
    const start = '2026-11-24T09:00:00+08:00';
    const command = bookCommand({ id: 'b1', start, reference: 'TPNH-22C1' });
    assert.ok((await system.bookings.submit(command, { actor: theHolder })).ok);
    const services = [{ code: 'RENEW', quantity: 1 }];
    const requests: readonly HallRequest[] = [
      { type: 'open_counter', counter, staff: null },
      { type: 'walk_in', id: 'called', services, priority: false, byStaff: true },
      { type: 'walk_in', id: 'waiting', services, priority: false, byStaff: true },
      { type: 'call_next', counter },
      { type: 'start', counter },
      { type: 'ask_help', counter },
    ];
    for (const request of requests)
      assert.ok((await system.halls.submit(site, request, { actor: theSystem })).ok, request.type);
    await nameQueues(hall);
    await setHall(hall, site, { figuresByClerk: true });
    desk = await administratorAt(hall, browser);
    await pairedKiosk(hall);
    below = {
      ...(await ticketExamples(hall, site)),
      '/admin/clusters': { cluster: await clusterExample(hall, site) },
      '/admin/prepared': { file: await preparedExample(hall, 'li') },
      '/admin/waitlist': { entry: await waitingEntry(hall, site) },
      '/admin/ratings': { ticket: await lowRating(hall, site) },
      '/admin/staff': { id: await firstId(hall, 'staff') },
      '/admin/outbox': { id: await firstId(hall, 'outbox') },
      '/admin/subscribers': { id: await subscriberExample(hall, site) },
      '/admin/reports': { id: await reportExample(hall, site) },
      '/admin/audit': { id: await firstId(hall, 'audit') },
      '/admin/day': { reference: 'TPNH-22C1' },
      '/admin/agency': await agencyExample(hall, site),
      '/staff/devices': { id: await firstId(hall, 'device') },
    };
  });

  for (const locale of ['zh-CN', 'en'] as const) {
    it(`none of them has a barrier; at 320 pixels none can be pushed aside, hides a column or a field that is typed in (${locale})`, async () => {
      const wrong: string[] = [];
      let looked = 0;
      for (const declared of everyPage) {
        const pattern = patternOf(declared);
        if (declared.get === undefined || (declared.answers ?? 'page') !== 'page') continue;
        if (!/^\/(admin|counter|staff|floor|reception)\b/.test(pattern)) continue;
        const path = exampleOf(pattern, { ...plainExamples, item: 'BUSINESS_LICENCE' }, below);
        const address = `${its.hall.url}${path}${path.includes('?') ? '&' : '?'}lang=${locale}`;
        await desk.page.setViewportSize({ width: 320, height: 640 });
        const answer = await desk.page.goto(address);
        if (!answer?.ok()) wrong.push(`${pattern}: ${answer?.status()}`);
        looked += 1;
        const by = Number(await desk.page.evaluate(pushedAside));
        if (by > 0) wrong.push(`${pattern} by ${by} pixels`);
        const faults = (await desk.page.evaluate(narrowFaults)) as string[];
        for (const fault of faults) wrong.push(`${pattern} ${fault}`);
        await desk.page.setViewportSize({ width: 1280, height: 800 });
        for (const fault of await faultsOf(desk.page, { colours: locale === 'zh-CN' }))
          wrong.push(`${pattern} ${fault}`);
      }
      assert.deepEqual(wrong, []);
      assert.ok(looked > 45, `${looked} pages were looked at`);
    });

    it(`nor is any of the public pages, the kiosk's and the phone's that name a queue (${locale})`, async () => {
      const ticket = its.hall.system.secrets.tokenFor('ticket', 'waiting');
      for (const path of [paths.site(site), paths.sites(), paths.ticket.show(ticket), paths.home()]) {
        await desk.page.setViewportSize({ width: 320, height: 640 });
        const answer = await desk.page.goto(`${its.hall.url}${path}?lang=${locale}`);
        assert.equal(answer?.status(), 200, path);
        assert.equal(Number(await desk.page.evaluate(pushedAside)), 0, path);
      }
    });
  }
});
