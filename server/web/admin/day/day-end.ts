import type { RequestHandler } from 'express';
import { closeDay, reopenDay as openAgain } from '../../../actions/queue/end-day.ts';
import type { System } from '../../../actions/system.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { withQuery } from '../../paths.ts';
import { dayPath } from './day-place.ts';

type Act = typeof closeDay;

/** Ends the day or opens it again by hand, and shows the day: what somebody else has done meanwhile stands there. */
function atSite(system: System, act: Act): RequestHandler {
  return async (request, response) => {
    const staff = currentStaff(request);
    const site: Site | undefined = (await system.catalogue()).sites.get(String(request.params['site']));
    if (site === undefined) return renderErrorPage(response, 404);
    if (!mayWorkAt(staff, site.code)) return renderErrorPage(response, 403, 'not_permitted');
    await act(system, site.code, { actor: staff });
    response.redirect(303, withQuery(dayPath, { site: site.code }));
  };
}

export const endDay = (system: System): RequestHandler => atSite(system, closeDay);
export const reopenDay = (system: System): RequestHandler => atSite(system, openAgain);
