import type { RequestHandler } from 'express';
import { confirmDevice } from '../../actions/device/confirm-device.ts';
import { offerPairing, pairingCodeOf } from '../../actions/device/offer-pairing.ts';
import type { System } from '../../actions/system.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { StaffActor } from '../../domain/staff/actor.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { deviceKeyOf, deviceOf, keepDeviceKey } from '../middleware/device.ts';
import { mayPair } from '../middleware/pairing-limit.ts';
import { endSession, staffOf } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type Framed, kioskFrame } from './kiosk-frame.ts';

export interface PairingView extends Framed {
  readonly code: string;
  /** where the code is typed in */
  readonly where: string;
  /** somebody who may do so stands at the machine, signed in: their name */
  readonly enabler: string | null;
}

const page: Page<PairingView> = {
  template: 'kiosk/pairing',
  layout: 'bare',
  surface: 'kiosk',
  scripts: ['kiosk.js'],
  title: (_view, { t }) => t('kiosk.pairing.title'),
};

/** Lets paired machines through; to a stranger it shows the code with which it is let in. */
export function requirePairing(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const site = (await system.catalogue()).sites.get(request.params.site);
    if (site === undefined || site.queues.length === 0) return next('router');
    const device = deviceOf(response.req);
    if (device !== null && device.pairedAt !== null) {
      if (device.site === site.code) return next();
      // a machine belongs to one hall
      return response.redirect(303, paths.kiosk.home(device.site));
    }
    if (request.method !== 'GET') return response.redirect(303, paths.kiosk.home(site.code));
    let code = device?.site === site.code ? await pairingCodeOf(system, device) : null;
    if (code === null) {
      if (!(await mayPair(system, response.req, response))) return;
      const offer = await offerPairing(system, { kind: 'kiosk', site: site.code });
      keepDeviceKey(system, response, offer.key);
      code = offer.code;
    }
    response.status(403);
    renderPage(response, page, {
      frame: kioskFrame(response.req, site, 'home'),
      code,
      where: system.baseUrl() + paths.staff.devices(),
      enabler: enablerOf(staffOf(response.req), site)?.name ?? null,
    });
  };
}

/** Whoever may confirm devices does so at the machine itself, and is signed out of it. */
export function pairHere(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const site = (await system.catalogue()).sites.get(request.params.site);
    if (site === undefined) return next();
    const staff = enablerOf(staffOf(response.req), site);
    const key = deviceKeyOf(response.req);
    if (staff !== null && key !== null && deviceOf(response.req)?.site === site.code) {
      const name = pageContext(response.req).t('kiosk.pairing.defaultName', { site: site.name['zh-CN'] });
      const paired = await confirmDevice(system, staff, { by: { key }, name });
      if (paired.ok) await endSession(response.req);
    }
    response.redirect(303, paths.kiosk.home(site.code));
  };
}

function enablerOf(staff: StaffActor | null, site: Site): StaffActor | null {
  return staff !== null && isPermitted(staff.role, 'hall.manage') && mayWorkAt(staff, site.code)
    ? staff
    : null;
}
