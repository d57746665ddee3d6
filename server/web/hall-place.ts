import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { System } from '../actions/system.ts';
import type { StaffActor } from '../domain/staff/actor.ts';
import { mayWorkAt } from '../domain/staff/permissions.ts';
import { sitesOf } from './admin/staff-sites.ts';
import { renderErrorPage } from './error-page.ts';
import { type HallNow, hallNow } from './hall-now.ts';
import { currentStaff } from './middleware/staff-session.ts';
import { type PageContext, pageContext } from './page-context.ts';
import { type Page, renderPage } from './render-page.ts';

/** The hall of the site in the address, for somebody who works there. */
export interface HallPlace {
  readonly its: HallNow;
  readonly staff: StaffActor;
  readonly page: PageContext;
}

type HallHandler = (place: HallPlace, request: Request, response: Response) => Promise<void>;

/** Answers 404 where there is no hall, 403 to whoever works elsewhere. */
export function atHall(system: System, handle: HallHandler): RequestHandler<{ site: string }> {
  return async (request, response, next: NextFunction) => {
    const staff = currentStaff(response.req);
    const its = await hallNow(system, request.params.site);
    if (its === null) return next();
    if (!mayWorkAt(staff, its.site.code)) return renderErrorPage(response, 403, 'not_permitted');
    await handle({ its, staff, page: pageContext(response.req) }, response.req, response);
  };
}

export interface ChooseHallView {
  readonly heading: string;
  readonly sites: readonly { readonly name: string; readonly href: string }[];
}

const choosePage: Page<ChooseHallView> = {
  template: 'floor/choose',
  layout: 'staff',
  surface: 'floor',
  title: ({ heading }, { t }) => t('common.titleEnd', { title: heading }),
};

/** The way to somebody's hall; whoever works at several chooses. */
export function chooseHall(
  to: (site: string) => string,
  heading: 'floor.choose' | 'reception.choose',
): (system: System) => RequestHandler {
  return (system) => async (request, response) => {
    const { t, locale } = pageContext(request);
    const sites = sitesOf(await system.catalogue(), currentStaff(request)).filter(
      ({ counters }) => counters.length > 0,
    );
    const [only, ...others] = sites;
    if (only !== undefined && others.length === 0) return response.redirect(303, to(only.code));
    renderPage(response, choosePage, {
      heading: t(heading),
      sites: sites.map(({ code, name }) => ({ name: name[locale], href: to(code) })),
    });
  };
}
