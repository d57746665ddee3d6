import type { Request, Response } from 'express';
import { type NotReplayed, type ReplayedDay, ReplayedDays } from '../../../../actions/queue/replayed-days.ts';
import type { System } from '../../../../actions/system.ts';
import type { Catalogue } from '../../../../domain/catalogue/catalogue.ts';
import type { Site } from '../../../../domain/catalogue/site.ts';
import { mayWorkAt } from '../../../../domain/staff/permissions.ts';
import { oncePerSystem } from '../../../declared-page.ts';
import { renderErrorPage } from '../../../error-page.ts';
import { currentStaff } from '../../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../../page-context.ts';
import { dateIn, parameter } from '../../../request/asked.ts';
import { today } from '../../staff-sites.ts';

export const replayedDays = oncePerSystem((system: System) => new ReplayedDays(system));

/** A day of a hall that somebody who works there wants to look at again. */
export interface ReplayPlace {
  readonly page: PageContext;
  readonly catalogue: Catalogue;
  readonly site: Site;
  /** local date */
  readonly date: string;
  readonly found: ReplayedDay | NotReplayed | 'no_hall' | 'to_come';
}

/** Null: it has been told that there is no such site or date, or that it is not theirs. */
export async function openReplay(
  system: System,
  request: Request,
  response: Response,
): Promise<ReplayPlace | null> {
  const catalogue = await system.catalogue();
  const site = catalogue.sites.get(parameter(request, 'site'));
  const date = dateIn(parameter(request, 'date'));
  if (site !== undefined && !mayWorkAt(currentStaff(request), site.code)) {
    renderErrorPage(response, 403, 'not_permitted');
    return null;
  }
  if (site === undefined || date === null) {
    renderErrorPage(response, 404);
    return null;
  }
  const page = pageContext(request);
  const place = { page, catalogue, site, date };
  if (site.queues.length === 0) return { ...place, found: 'no_hall' };
  if (date > today(site, page.now)) return { ...place, found: 'to_come' };
  return { ...place, found: await replayedDays(system).of(catalogue, site, date) };
}
