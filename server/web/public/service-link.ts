import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Service } from '../../domain/catalogue/service.ts';
import { type Icon, serviceIcon } from '../icon.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';

/** A service as one card of several; `partials/service-cards.ejs`. */
export interface ServiceLink {
  readonly icon: Icon;
  readonly name: string;
  readonly summary: string;
  readonly minutes: string;
  readonly online: boolean;
  readonly href: string;
}

export function serviceLinks(catalogue: Catalogue, page: PageContext): ServiceLink[] {
  return [...catalogue.services.values()].map((service) => serviceLink(service, page));
}

function serviceLink(service: Service, { locale, t }: PageContext): ServiceLink {
  return {
    icon: serviceIcon(service.code),
    name: service.name[locale],
    summary: service.summary[locale],
    minutes: t('common.minutes', { minutes: service.minutes }),
    online: service.online,
    href: paths.service(service.code),
  };
}
