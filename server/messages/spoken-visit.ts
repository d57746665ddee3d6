import type { Booking, HandlingMode } from '../domain/booking/booking.ts';
import { type HolderOptions, holderOptions } from '../domain/booking/holder-options.ts';
import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Site } from '../domain/catalogue/site.ts';
import type { Locale } from '../domain/catalogue/words.ts';
import { parameter, type VisitSnapshot, visitOf } from '../domain/message/visit-snapshot.ts';
import { words } from '../locales/words.ts';
import type { StoredMessage } from '../store/message/outbox-row.ts';
import { preparesVisit } from './prepares-visit.ts';
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
  /** how its link is made now, for whoever is reached now; null: as it was when it was booked */
  readonly link: string | null;
  /** that proves a contact; empty: the message carries none */
  readonly code: string;
  readonly dates: MessageDates;
  /** materials that are ready, by key: as the booking says it now, however old the message is */
  readonly ticks: ReadonlySet<string>;
  /** what its holder can do at the moment at which this is said */
  readonly options: HolderOptions;
  /** how it is handled, as far as it was chosen by then */
  readonly handling: HandlingMode;
}

const fallbackZone = 'Asia/Shanghai';

/** `now`: when it is said, epoch ms. */
export async function spokenVisit(
  message: Pick<StoredMessage, 'parameters' | 'locale' | 'template' | 'recipient'>,
  wordingContext: WordingContext,
  now: number,
): Promise<SpokenVisit> {
  const visit = visitOf(message.parameters);
  const catalogue = await wordingContext.catalogue();
  const current = await wordingContext.bookingNow(visit.booking);
  // a message that tells of no visit to come promises nothing of it, and of a booking that is not stored it says what it was told
  const state = current?.state ?? (preparesVisit(message.template) ? 'confirmed' : 'cancelled');
  const { start, services } = current ?? visit;
  const handling = current?.handling ?? 'visit';
  const moment = { now, ticks: current?.ticks ?? [], of: { state, start, services, handling } };
  const described = describeVisit(visit, moment, message.locale, catalogue, wordingContext);
  const proof = parameter(message.parameters, 'proof');
  // what waited for somebody who was reached before carries the link of then, which opens nothing any more
  const link = current?.reached.includes(message.recipient) === true ? (current.link ?? null) : null;
  return { ...described, link, code: proof === null ? '' : wordingContext.links.proofCode(proof) };
}

/** How the booking is at the moment of speaking, whatever it was when the message was written. */
interface Moment {
  /** epoch ms */
  readonly now: number;
  readonly ticks: readonly string[];
  readonly of: Pick<Booking, 'state' | 'start' | 'services' | 'handling'>;
}

/** Names that have left the catalogue are said by their codes. */
export function describeVisit(
  visit: VisitSnapshot,
  { now, ticks, of }: Moment,
  locale: Locale,
  catalogue: Catalogue,
  { dates }: Pick<WordingContext, 'dates'>,
): SpokenVisit {
  const t = words(locale);
  const site = catalogue.sites.get(visit.site) ?? catalogue.offSites.get(visit.site) ?? null;
  return {
    visit,
    catalogue,
    site,
    siteName: site?.name[locale] ?? visit.site,
    address: site?.address?.[locale] ?? '',
    telephone: site?.telephone ?? '',
    link: null,
    code: '',
    services: visit.services.map(({ code, quantity }) => {
      const name = catalogue.services.get(code)?.name[locale] ?? code;
      return quantity === 1 ? name : t('mail.quantity', { name, quantity });
    }),
    dates: dates(locale, site?.timeZone ?? fallbackZone),
    ticks: new Set(ticks),
    handling: of.handling,
    options: holderOptions(of, site, catalogue.services, now),
  };
}
