import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Site } from '../domain/catalogue/site.ts';
import type { Locale } from '../domain/catalogue/words.ts';
import { type VisitSnapshot, visitOf } from '../domain/message/visit-snapshot.ts';
import { words } from '../locales/words.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import type { MessageDates, WordingContext } from './wording-context.ts';

/** A message beside what the catalogue says of its visit, in the message's language. */
export interface SpokenVisit {
  readonly visit: VisitSnapshot;
  readonly catalogue: Catalogue;
  /** null: the site is no longer in the catalogue */
  readonly site: Site | null;
  readonly siteName: string;
  readonly address: string;
  readonly telephone: string;
  readonly services: readonly string[];
  readonly dates: MessageDates;
  /** materials that are ready, by key: as the booking says it now, however old the message is */
  readonly ticks: ReadonlySet<string>;
}

const fallbackZone = 'Asia/Shanghai';

export async function spokenVisit(
  message: Pick<StoredMessage, 'parameters' | 'locale'>,
  wordingContext: WordingContext,
): Promise<SpokenVisit> {
  const visit = visitOf(message.parameters);
  const catalogue = await wordingContext.catalogue();
  const ticks = await wordingContext.ticks(visit.booking);
  return describeVisit(visit, ticks, message.locale, catalogue, wordingContext);
}

/** Names that have left the catalogue are said by their codes. */
export function describeVisit(
  visit: VisitSnapshot,
  ticks: readonly string[],
  locale: Locale,
  catalogue: Catalogue,
  { dates }: Pick<WordingContext, 'dates'>,
): SpokenVisit {
  const t = words(locale);
  const site = catalogue.sites.get(visit.site) ?? null;
  return {
    visit,
    catalogue,
    site,
    siteName: site?.name[locale] ?? visit.site,
    address: site?.address?.[locale] ?? '',
    telephone: site?.telephone ?? '',
    services: visit.services.map(({ code, quantity }) => {
      const name = catalogue.services.get(code)?.name[locale] ?? code;
      return quantity === 1 ? name : t('mail.quantity', { name, quantity });
    }),
    dates: dates(locale, site?.timeZone ?? fallbackZone),
    ticks: new Set(ticks),
  };
}
