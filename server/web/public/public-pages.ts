import { Router } from 'express';
import { home } from './home.ts';
import { online } from './online.ts';
import { privacy } from './privacy.ts';
import type { PublicSystem } from './public-system.ts';
import { service } from './service.ts';
import { services } from './services.ts';
import { site, siteBoard } from './site.ts';
import { sites } from './sites.ts';

/** The pages that inform; what does not exist goes on to the not-found page. */
export function publicPages(system: PublicSystem): Router {
  const router = Router();
  router.get('/', home(system));
  router.get('/services', services(system));
  router.get('/services/:service', service(system));
  router.get('/sites', sites(system));
  router.get('/sites/:site', site(system));
  router.get('/sites/:site/board', siteBoard(system));
  router.get('/online', online(system));
  router.get('/privacy', privacy(system));
  return router;
}
