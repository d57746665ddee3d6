import type { DeclaredPage } from '../declared-page.ts';
import { paths } from '../paths.ts';
import { accessibility } from './accessibility.ts';
import { home } from './home.ts';
import { online } from './online.ts';
import { privacy } from './privacy.ts';
import type { PublicSystem } from './public-system.ts';
import { service } from './service.ts';
import { services } from './services.ts';
import { site, siteBoard } from './site.ts';
import { sites } from './sites.ts';

const audience = 'everybody';

/** The pages that inform; what does not exist goes on to the not-found page. */
export const publicPages: readonly DeclaredPage<PublicSystem>[] = [
  { path: paths.home(), audience, get: home },
  { path: paths.services(), audience, get: services },
  { path: paths.service(':service'), audience, get: service },
  { path: paths.sites(), audience, get: sites },
  { path: paths.site(':site'), audience, get: site },
  { path: paths.siteBoard(':site'), audience, get: siteBoard, answers: 'file' },
  { path: paths.online(), audience, get: online },
  { path: paths.privacy(), audience, get: privacy },
  { path: paths.accessibility(), audience, get: accessibility },
];
