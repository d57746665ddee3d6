import { z } from 'zod';
import { localDate } from '../../../domain/calendar/local-time.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import type { Question, Service } from '../../../domain/catalogue/service.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { accept } from '../../../domain/outcome.ts';
import { apiCall } from '../api-call.ts';
import { serviceSchema, siteSchema } from '../schemas/catalogue-schemas.ts';

/** More are another page: a thousand would be two megabytes. */
const mostSites = 200;

export const listSites = apiCall({
  id: 'listSites',
  method: 'get',
  path: '/sites',
  summary:
    'The sites with their hours, queues, services and counters, at most 200 at a time; the next ones follow `after` the code of the last',
  access: 'all',
  keepFor: 30,
  sameObject: true,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(mostSites).default(mostSites),
    after: z.string().max(40).optional(),
  }),
  status: 200,
  answer: z.array(siteSchema),
  refusals: [],
  async handle({ catalogue, now, query: { limit, after } }) {
    return accept(sitesAfter(catalogue, now, limit, after ?? ''));
  },
});

export const listServices = apiCall({
  id: 'listServices',
  method: 'get',
  path: '/services',
  summary: 'The services with the materials to bring and the questions to ask',
  access: 'all',
  keepFor: 30,
  status: 200,
  answer: z.array(serviceSchema),
  refusals: [],
  async handle({ catalogue }) {
    return accept([...catalogue.services.values()].map((service) => serviceOf(catalogue, service)));
  },
});

type Sites = readonly z.infer<typeof siteSchema>[];
/** by the day, since what is over is left out, and by what was asked */
const keptPages = new WeakMap<Catalogue, Map<string, Sites>>();
const mostKept = 50;

/** The very same list again, as long as the catalogue and the day are: it is asked for by many, and long. */
function sitesAfter(catalogue: Catalogue, now: number, limit: number, after: string): Sites {
  const all = [...catalogue.sites.values()];
  // what does not exist comes before all
  const from = all.findIndex(({ code }) => code === after) + 1;
  const zones = new Set(all.map(({ timeZone }) => timeZone));
  const key = [from, limit, ...[...zones].map((zone) => localDate(now, zone))].join(' ');
  const pages = keptPages.get(catalogue) ?? new Map<string, Sites>();
  keptPages.set(catalogue, pages);
  const kept = pages.get(key);
  if (kept !== undefined) return kept;
  const made = all.slice(from, from + limit).map((site) => siteOf(catalogue, site, now));
  if (pages.size >= mostKept) pages.clear();
  pages.set(key, made);
  return made;
}

function siteOf(catalogue: Catalogue, site: Site, now: number): z.infer<typeof siteSchema> {
  const { code, kind, name, address, telephone, website, note, timeZone, bookable, handling, verified } =
    site;
  const today = localDate(now, timeZone);
  const letter = queueLetters(site);
  const cityName = catalogue.cities.find((city) => city.code === site.city)?.name;
  return {
    code,
    kind,
    name,
    address,
    telephone,
    website,
    note,
    timeZone,
    bookable,
    handling,
    verified,
    city: { code: site.city, name: cityName ?? { 'zh-CN': site.city, en: site.city } },
    hours: site.sessions.map(({ weekday, opens, closes }) => ({ weekday, opens, closes })),
    exceptions: site.exceptions
      .filter(({ date }) => date >= today)
      .map(({ date, kind: what, from, to, reason }) => ({ date, kind: what, from, to, reason })),
    partClosures: (site.partClosures ?? [])
      .filter(({ last }) => last >= today)
      .map(({ id: _own, part, weekdays, except, ...rest }) => ({
        ...rest,
        part: part.kind,
        weekdays: [...weekdays],
        except: [...except],
        ...('queue' in part ? { queue: letter(part.queue) } : {}),
        ...(part.kind === 'places' ? { places: part.places } : {}),
        ...(part.kind === 'counter' ? { counter: part.counter } : {}),
      })),
    queues: site.queues.map((queue) => ({
      code: queue.code,
      name: queue.name,
      slotMinutes: queue.slotMinutes,
    })),
    services: site.services.map(({ service, queue, minutes }) => ({
      code: service,
      queue: letter(queue),
      minutes: minutes ?? catalogue.services.get(service)?.minutes ?? 0,
    })),
    counters: site.counters.map((counter) => ({
      code: counter.code,
      label: counter.label,
      queues: counter.queues.map(letter),
    })),
    outlets: kind === 'partner' ? outletsIn(catalogue, site.city) : [],
    unverified: [...(site.unverified ?? [])],
  };
}

function outletsIn(catalogue: Catalogue, city: string) {
  return catalogue.outlets
    .filter((outlet) => outlet.city === city)
    .map(({ id, name, address, telephone, verified }) => ({ id, name, address, telephone, verified }));
}

function queueLetters(site: Site): (id: string) => string {
  const letters = new Map(site.queues.map(({ id, code }) => [id, code]));
  return (id) => letters.get(id) ?? id;
}

function serviceOf(catalogue: Catalogue, service: Service): z.infer<typeof serviceSchema> {
  const { code, name, summary, minutes, online, where, verified } = service;
  return {
    code,
    name,
    summary,
    minutes,
    online,
    where,
    verified,
    unverified: [...(service.unverified ?? [])],
    materials: catalogue.serviceMaterials.flatMap((line) => {
      const material = catalogue.materials.get(line.material);
      if (line.service !== code || material === undefined) return [];
      const { form, sealed, bring, note, site } = line;
      const { name: called, providedBy, perCard = false } = material;
      return {
        code: material.code,
        name: called,
        providedBy,
        form,
        sealed,
        bring,
        perCard,
        note,
        site,
        verified: line.verified,
      };
    }),
    questions: catalogue.questions.filter((question) => question.service === code).map(questionOf),
  };
}

function questionOf({ code, text, help, answers, verified }: Question) {
  return {
    code,
    text,
    help,
    verified,
    answers: answers.map(({ code: answer, label, effect }) => ({
      code: answer,
      label,
      drop: [...(effect.drop ?? [])],
      stop: effect.stop ?? null,
      advise: effect.advise ?? null,
      needs: [...(effect.needs ?? [])],
      link: effect.link ?? null,
    })),
  };
}
