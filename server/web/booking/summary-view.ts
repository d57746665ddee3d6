import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { type Step, stepHref } from './journey-step.ts';

/** What has been chosen so far, beside the page; `partials/booking/summary.ejs`. */
export interface SummaryView {
  readonly lines: readonly {
    readonly title: string;
    readonly text: readonly string[];
    readonly changeHref: string;
  }[];
}

/** The services of a visit in words, with how many of each. */
export function serviceNames(
  services: readonly VisitService[],
  catalogue: Catalogue,
  page: PageContext,
): string[] {
  return services.map(({ code, quantity }) => {
    const name = catalogue.services.get(code)?.name[page.locale] ?? code;
    return quantity === 1 ? name : page.t('book.quantity', { name, quantity });
  });
}

export function summaryView(step: Step): SummaryView {
  const { journey, site, catalogue, page } = step;
  const { t, locale } = page;
  const lines = [
    {
      title: t('book.summary.services'),
      text: serviceNames(journey.services, catalogue, page),
      changeHref: stepHref('services', journey),
    },
  ];
  if (site !== null) {
    const text = [site.name[locale], ...(site.address === null ? [] : [site.address[locale]])];
    lines.push({ title: t('book.summary.site'), text, changeHref: stepHref('time', journey) });
    if (journey.start !== null) {
      const { fullDay, time } = formatting(locale, site.timeZone);
      const when = [fullDay(journey.start), time(journey.start)];
      lines.push({ title: t('book.summary.time'), text: when, changeHref: stepHref('time', journey) });
    }
  }
  return { lines };
}
