import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { visitAt } from '../../domain/booking/visit.ts';
import { checklistFor } from '../../domain/catalogue/checklist.ts';
import type { Service, VisitService } from '../../domain/catalogue/service.ts';
import { type HallNow, hallNow } from '../hall-now.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type ChecklistView, checklistView } from '../public/checklist-view.ts';
import { renderPage } from '../render-page.ts';
import { type Framed, kioskFrame, kioskPage } from './kiosk-frame.ts';
import { type KioskState, kioskState } from './kiosk-state.ts';
import { stoppedWords } from './stopped-words.ts';

export interface ServicesView extends Framed {
  readonly services: readonly {
    readonly code: string;
    readonly name: string;
    readonly minutes: string;
    readonly chosen: boolean;
    /** no more tickets for it today */
    /** why there is no ticket for it now; null: there is */
    readonly stopped: string | null;
  }[];
  readonly error: string | null;
}

export interface ChecklistPageView extends Framed {
  readonly services: readonly string[];
  readonly names: readonly string[];
  readonly checklist: ChecklistView;
  /** no counter that is open calls the queue of this visit now: a number can be taken all the same */
  readonly notServed: boolean;
  /** whether to ask about the priority lane before the ticket */
  readonly asksPriority: boolean;
  readonly form: string;
}

export type PriorityView = Framed & Pick<ChecklistPageView, 'services' | 'form'>;

const servicesPage = kioskPage<ServicesView>('kiosk/services', (_view, { t }) => t('kiosk.services.title'));
const checklistPage = kioskPage<ChecklistPageView>('kiosk/checklist', (_view, { t }) =>
  t('kiosk.checklist.title'),
);
const priorityPage = kioskPage<PriorityView>('kiosk/priority', (_view, { t }) => t('kiosk.priority.title'));

export function services(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    const state = kioskState(its);
    if (!state.walkIn) return response.redirect(303, paths.kiosk.home(its.site.code));
    const chosen = chosenIn(request.query['service']);
    const page = pageContext(response.req);
    const { t, locale } = page;
    const error =
      request.query['none'] === undefined ? null : t(`refusal.${problemOf(its, chosen) ?? 'no_services'}`);
    renderPage(response, servicesPage, {
      frame: kioskFrame(response.req, its.site, 'thinking'),
      services: offered(its, state, page).map(({ service, minutes, stopped }) => ({
        code: service.code,
        name: service.name[locale],
        minutes: t('common.minutes', { minutes }),
        chosen: chosen.includes(service.code),
        stopped,
      })),
      error,
    });
  };
}

export function checklist(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    const chosen = chosenIn(request.query['service']);
    const context = pageContext(response.req);
    if (problemOf(its, chosen) !== null) return response.redirect(303, backToServices(its.site.code, chosen));
    const visit = chosen.map((code) => ({ code, quantity: 1 }));
    renderPage(response, checklistPage, {
      frame: kioskFrame(response.req, its.site, 'thinking'),
      services: chosen,
      names: chosen.map((code) => its.catalogue.services.get(code)?.name[context.locale] ?? code),
      checklist: checklistView(checklistFor(its.catalogue, its.site.code, visit, {}), context),
      notServed: !isServed(its, visit),
      asksPriority: its.site.hall.priorityLane,
      form: system.secrets.newId(),
    });
  };
}

export function priority(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    const chosen = chosenIn(request.query['service']);
    if (problemOf(its, chosen) !== null) return response.redirect(303, backToServices(its.site.code, chosen));
    renderPage(response, priorityPage, {
      frame: kioskFrame(response.req, its.site, 'thinking'),
      services: chosen,
      form: system.secrets.newId(),
    });
  };
}

/** The codes of a repeated `service`, each once. */
export function chosenIn(given: unknown): readonly string[] {
  const list = Array.isArray(given) ? given : [given];
  return [
    ...new Set(list.filter((code): code is string => typeof code === 'string' && code.length <= 40)),
  ].slice(0, 20);
}

/** Whether an open counter calls the queue of this visit now; before opening and at lunch that is no question. */
function isServed({ site, catalogue, hall, state }: HallNow, visit: readonly VisitService[]): boolean {
  const placed = visitAt(site, catalogue.services, visit);
  if (!placed.ok || (state.kind !== 'open' && state.kind !== 'last_call')) return true;
  const { id } = placed.value.queue;
  return site.counters.some(
    ({ code, queues }) => queues.includes(id) && hall.counters.get(code)?.state === 'open',
  );
}

function problemOf({ site, catalogue }: HallNow, chosen: readonly string[]) {
  const visit = visitAt(
    site,
    catalogue.services,
    chosen.map((code) => ({ code, quantity: 1 })),
  );
  return visit.ok ? null : visit.code;
}

function backToServices(site: string, chosen: readonly string[]): string {
  return withQuery(paths.kiosk.services(site), { service: chosen, none: '1' });
}

function offered(
  { site, catalogue }: HallNow,
  state: KioskState,
  page: PageContext,
): readonly { readonly service: Service; readonly minutes: number; readonly stopped: string | null }[] {
  return [...catalogue.services.values()].flatMap((service) => {
    const here = site.services.find((row) => row.service === service.code);
    if (here === undefined) return [];
    const minutes = here.minutes ?? service.minutes;
    return [{ service, minutes, stopped: stoppedWords(state, here.queue, site, page) }];
  });
}
