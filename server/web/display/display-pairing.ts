import type { RequestHandler } from 'express';
import { offerPairing, pairingCodeOf } from '../../actions/device/offer-pairing.ts';
import type { System } from '../../actions/system.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { deviceOf, keepDeviceKey } from '../middleware/device.ts';
import { mayPair } from '../middleware/pairing-limit.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';

export interface DisplayPairingView {
  readonly site: { readonly 'zh-CN': string; readonly en: string };
  readonly code: string;
  /** where the code is typed in */
  readonly where: string;
  readonly display: string;
}

const page: Page<DisplayPairingView> = {
  template: 'display/pairing',
  layout: 'bare',
  surface: 'display',
  scripts: ['display-pairing.js'],
  title: (_view, { t }) => t('display.pairing.title'),
};

/** Gives a display its identity: a code that staff confirm. The display itself is open to everybody, paired or not. */
export function displayPairing(system: System): RequestHandler<{ site: string }> {
  return async (request, response, next) => {
    const site = (await system.catalogue()).sites.get(request.params.site);
    if (site === undefined || site.queues.length === 0) return next();
    response.set('Cache-Control', 'no-store');
    const device = deviceOf(response.req);
    const screen = screenOf(site, request.query);
    // one that was paired with another hall has been moved: it asks anew
    const here = device?.site === site.code ? device : null;
    if (here !== null && here.pairedAt !== null) return response.redirect(303, screen);
    let code = here === null ? null : await pairingCodeOf(system, here);
    if (code === null) {
      if (!(await mayPair(system, response.req, response))) return;
      const offer = await offerPairing(system, { kind: 'display', site: site.code });
      keepDeviceKey(system, response, offer.key, 'display');
      code = offer.code;
    }
    renderPage(response, page, {
      site: site.name,
      code,
      where: system.baseUrl() + paths.staff.devices(),
      display: screen,
    });
  };
}

/** What hangs over a counter or stands at the door goes back there. */
function screenOf(site: Site, { counter: asked, door }: Readonly<Record<string, unknown>>): string {
  if (door !== undefined) return paths.number.door(site.code);
  const counter = site.counters.find(({ code }) => code === asked)?.code;
  return counter === undefined ? paths.display(site.code) : paths.counterScreen(site.code, counter);
}
