import type { Request, RequestHandler, Response } from 'express';
import { floorNow } from '../../actions/queue/floor-now.ts';
import { knownAlarms } from '../../store/queue/floor-alarm-query.ts';
import { staffNames } from '../../store/staff/staff-query.ts';
import { staff, staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { atHall, chooseHall, type HallPlace } from '../hall-place.ts';
import type { PageSystem } from '../page-system.ts';
import { paths } from '../paths.ts';
import { type Page, partialHtml, renderPage } from '../render-page.ts';
import { silentMachines } from '../staff/silent-machines.ts';
import { staffingNotices } from '../staffing-warnings.ts';
import { carryOutAct } from './floor-acts.ts';
import { type FloorView, floorView } from './floor-view.ts';

const floorPage: Page<FloorView> = {
  template: 'floor/floor',
  layout: 'staff',
  surface: 'floor',
  scripts: ['floor.js'],
  title: ({ siteName }, { t }) => t('common.titleEnd', { title: t('floor.title', { site: siteName }) }),
};

function showFloor(system: PageSystem): RequestHandler<{ site: string }> {
  return atHall(system, (place, request, response) => show(system, place, request, response, null));
}

/** Does what a button says, and shows the floor as it is after it. */
function actOnFloor(system: PageSystem): RequestHandler<{ site: string }> {
  return atHall(system, async (place, request, response) => {
    const outcome = await carryOutAct(
      system,
      place,
      request.body ?? {},
      async () => (await floorAt(system, place)).alarms,
    );
    if (outcome.ok) return response.redirect(303, paths.floor(place.its.site.code));
    response.status(outcome.code === 'not_permitted' ? 403 : 409);
    await show(system, place, request, response, place.page.t(`refusal.${outcome.code}`, outcome.details));
  });
}

async function floorAt(system: PageSystem, { its }: Pick<HallPlace, 'its'>): ReturnType<typeof floorNow> {
  const { catalogue, site, hall, state, now } = its;
  const silent = await silentMachines(system, system.screens, new Set([site.code]));
  return floorNow(system, { catalogue, site, hall, state: state.kind, now, silent });
}

async function show(
  system: PageSystem,
  { its, page }: HallPlace,
  request: Request,
  response: Response,
  refused: string | null,
): Promise<void> {
  const { floor, alarms } = await floorAt(system, { its });
  const told = await knownAlarms(system.database.reader, its.site.code, its.hall.day);
  const clerks = floor.counters.flatMap(({ state: { staff: clerk } }) => clerk ?? []);
  const names = await staffNames(system.database.reader, clerks);
  const form = system.secrets.newId();
  const ahead = await staffingNotices(system, [its.site], page);
  const view = floorView({ its, floor, alarms, ahead, told, names, refused, form, page });
  response.set('Cache-Control', 'no-store');
  if (request.get('x-partial') !== 'floor') return renderPage(response, floorPage, view);
  // tells the floor from a page to sign in
  response.set('X-Floor', String(view.version));
  response.type('html').send(partialHtml(page, 'floor/floor', view));
}

/** Where somebody looks after a whole hall. */
export const floorPages: readonly DeclaredPage<PageSystem>[] = [
  {
    path: paths.floors(),
    audience: staff('hall.manage'),
    get: chooseHall(paths.floor, 'floor.choose'),
    answers: 'way',
  },
  { path: paths.floor(':site'), audience: staffOfSite('hall.manage'), get: showFloor, post: actOnFloor },
];
