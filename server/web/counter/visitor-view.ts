import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import { checklistFor } from '../../domain/catalogue/checklist.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { maskIdentifier, maskMobile, maskName } from '../../domain/enterprise/masking.ts';
import type { Ticket } from '../../domain/queue/hall/ticket.ts';
import type { BookedVisitor } from '../../store/booking/visitor-query.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { checklistView } from '../public/checklist-view.ts';

/** The visitor at the counter, as far as whoever serves them needs to know. */
export interface VisitorView {
  readonly services: readonly string[];
  readonly checklist: readonly {
    readonly key: string;
    readonly name: string;
    readonly quantity: number;
    readonly marks: string;
    readonly note: string | null;
    /** the enterprise ticked it off when it prepared */
    readonly ticked: boolean;
  }[];
  readonly ticked: number;
  /** what a colleague has written on the ticket */
  readonly note: string | null;
  /** of a booking; null: a walk-in, of whom nothing is known */
  readonly booked: {
    /** `enterprise` is written in full, because whoever serves them asked */
    readonly revealed: boolean;
    readonly reference: string;
    readonly enterprise: string;
    readonly creditCode: string;
    readonly contact: string;
    /** how often the enterprise was served before, and what for the last time */
    readonly earlier: string;
    /** written down by colleagues, newest first */
    readonly notes: readonly string[];
    /** what the answers mean for the visit */
    readonly advice: readonly string[];
  } | null;
}

export function visitorView(
  ticket: Ticket,
  visitor: BookedVisitor | null,
  catalogue: Catalogue,
  site: Site,
  page: PageContext,
  revealed: boolean,
): VisitorView {
  const { locale } = page;
  const booking = visitor?.booking ?? null;
  const checklist = checklistFor(catalogue, site.code, ticket.services, booking?.answers ?? {});
  const lines = checklistView(checklist, page).groups.flatMap((group) => group.items);
  const ticks = new Set(booking?.ticks ?? []);
  return {
    services: servicesOf(ticket.services, catalogue, page),
    checklist: lines.map(({ key, name, quantity, marks, note }) => ({
      key,
      name,
      quantity,
      marks: marks.map(({ text }) => text).join(' · '),
      note,
      ticked: ticks.has(key),
    })),
    ticked: lines.filter(({ key }) => ticks.has(key)).length,
    // an empty one was forgotten with the person
    note: ticket.note === '' ? null : ticket.note,
    booked:
      visitor === null
        ? null
        : {
            revealed,
            reference: visitor.booking.reference,
            enterprise: revealed
              ? visitor.booking.enterprise.name
              : maskEnterprise(visitor.booking.enterprise.name),
            creditCode: maskIdentifier(visitor.booking.enterprise.creditCode),
            contact: `${maskName(visitor.booking.contact.name)} ${maskMobile(visitor.booking.contact.mobile)}`,
            earlier: earlierOf(visitor, site, catalogue, page),
            notes: visitor.notes,
            advice: [...checklist.stops, ...checklist.advice].map(({ words }) => words[locale]),
          },
  };
}

function servicesOf(
  services: readonly VisitService[],
  catalogue: Catalogue,
  { locale, t }: PageContext,
): string[] {
  return services.map(({ code, quantity }) => {
    const name = catalogue.services.get(code)?.name[locale] ?? code;
    return quantity > 1 ? t('counter.several', { name, count: quantity }) : name;
  });
}

function earlierOf(
  { earlierVisits, lastVisit }: BookedVisitor,
  site: Site,
  catalogue: Catalogue,
  page: PageContext,
): string {
  if (lastVisit === null) return page.t('counter.visitor.first');
  const services = servicesOf(lastVisit.services, catalogue, page);
  return page.t('counter.visitor.visits', {
    count: earlierVisits,
    day: formatting(page.locale, site.timeZone).shortDay(lastVisit.start),
    services: services.join(page.locale === 'en' ? ', ' : '、'),
  });
}

/** Enough to ask "are you from …?", too little to read off over a shoulder: the first four characters, or half of a short name. */
export function maskEnterprise(name: string): string {
  const characters = [...name.trim()];
  const shown = Math.min(4, Math.floor(characters.length / 2));
  return `${characters.slice(0, shown).join('')}****`;
}
