import { z } from 'zod';
import { type FreeSlots, shownFreeSlots } from '../../../actions/booking/free-slots.ts';
import type { DayOffer, DayReason } from '../../../domain/booking/slots.ts';
import { longestOffer } from '../../../domain/booking/slots.ts';
import { addDays, daysBetween, localDate } from '../../../domain/calendar/local-time.ts';
import { instantWriter } from '../../../domain/calendar/site-instant.ts';
import type { VisitService } from '../../../domain/catalogue/service.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { accept, refuse } from '../../../domain/outcome.ts';
import { apiCall } from '../api-call.ts';
import { refuseField, refuseFields } from '../problem.ts';
import { offerSchema } from '../schemas/booking-schemas.ts';
import { localDate as localDateSchema, servicesFrom, serviceText } from '../schemas/parts.ts';

const defaultSpan = 30;

const query = z.object({
  service: z
    .union([serviceText.transform((one) => [one]), z.array(serviceText).min(1).max(20)])
    .meta({ description: 'Repeated for several services; CODE:n for n of it' }),
  from: localDateSchema.optional(),
  to: localDateSchema.optional(),
});

export const listSlots = apiCall({
  id: 'listSlots',
  method: 'get',
  path: '/sites/{site}/slots',
  summary: 'What can be booked, day by day; exactly what booking would accept at this instant',
  access: 'all',
  query,
  sameObject: true,
  status: 200,
  answer: offerSchema,
  refusals: ['unknown_site', 'unknown_service', 'not_offered', 'too_many_services', 'visit_too_long'],
  async handle({ system, catalogue, now, params, query: asked }) {
    const site = catalogue.sites.get(params.site);
    if (site === undefined) return refuse('unknown_site');
    const services = servicesFrom(asked.service);
    if (services.some(({ code }) => !catalogue.services.has(code)))
      return refuseField('unknown_service', 'service');
    const from = asked.from ?? localDate(now, site.timeZone);
    const to = asked.to ?? addDays(from, defaultSpan);
    const apart = daysBetween(from, to);
    if (apart < 0 || apart >= longestOffer) return refuseFields([{ field: 'to', code: 'wrong_order' }]);
    const offer = await shownFreeSlots(system, { site, services, from, to });
    if (!offer.ok) return offer;
    return accept(offerView(site, services, offer.value));
  },
});

type Offer = z.infer<typeof offerSchema>;

const views = new WeakMap<FreeSlots, Offer>();

/** Equal rows are the same object, for the same site and services. */
function offerView(site: Site, services: readonly VisitService[], slots: FreeSlots): Offer {
  let view = views.get(slots);
  if (view === undefined) {
    const { code, timeZone } = site;
    const days = slots.days.map((day) => dayOf(day, timeZone));
    view = { site: code, services: [...services], minutes: slots.visit.minutes, timeZone, days };
    views.set(slots, view);
  }
  return view;
}

type Day = Offer['days'][number];

const dayViews = new WeakMap<DayOffer, { readonly timeZone: string; readonly view: Day }>();

/** A day that is offered as before is written as before, whatever else was asked for. */
function dayOf(day: DayOffer, timeZone: string): Day {
  const known = dayViews.get(day);
  if (known?.timeZone === timeZone) return known.view;
  const view = written(day, instantWriter(timeZone));
  dayViews.set(day, { timeZone, view });
  return view;
}

function written({ date, state, reason, published, slots }: DayOffer, write: (at: number) => string): Day {
  return {
    date,
    state,
    ...(reason === null ? {} : { reason: reasonOf(reason, write) }),
    published,
    slots: slots.map(({ start, free }) => ({ start: write(start), free })),
  };
}

function reasonOf(reason: DayReason, write: (at: number) => string): NonNullable<Day['reason']> {
  return 'opensAt' in reason ? { kind: reason.kind, opensAt: write(reason.opensAt) } : reason;
}
