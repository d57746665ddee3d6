import type { RequestHandler } from 'express';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { checklistFor } from '../../domain/catalogue/checklist.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { type ChecklistView, checklistView } from './checklist-view.ts';
import type { PublicSystem } from './public-system.ts';
import { type OutLink, outLink } from './service-view.ts';

export interface OnlineView {
  readonly singleWindow: OutLink | null;
  readonly identitySystem: OutLink | null;
  readonly checklist: ChecklistView;
  readonly serviceHref: string;
  readonly bookHref: string;
}

const onlinePage: Page<OnlineView> = {
  template: 'public/online',
  layout: 'public',
  title: (_view, { t }) => t('common.titleEnd', { title: t('online.title') }),
  description: (_view, { t }) => t('online.lede'),
};

const service = 'NEW';

export function online(system: PublicSystem): RequestHandler {
  return async (request, response) => {
    renderPage(response, onlinePage, onlineView(await system.catalogue(), pageContext(request)));
  };
}

function onlineView(catalogue: Catalogue, page: PageContext): OnlineView {
  return {
    singleWindow: outLink(catalogue, 'SINGLE_WINDOW', page),
    identitySystem: outLink(catalogue, 'IDENTITY_AUTH', page),
    checklist: checklistView(checklistFor(catalogue, null, [{ code: service, quantity: 1 }], {}), page),
    serviceHref: paths.service(service),
    bookHref: paths.book.services({ service }),
  };
}
