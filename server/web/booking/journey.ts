import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { VisitService } from '../../domain/catalogue/service.ts';
import { paths, withQuery } from '../paths.ts';

/**
 * What somebody who books has chosen so far. It is the query of every page of the journey, so that refresh, back, a second tab and a
 * link that is passed on all work. It holds nothing personal: that is in the draft.
 */
export interface Journey {
  readonly services: readonly VisitService[];
  /** question code → answer code */
  readonly answers: Readonly<Record<string, string>>;
  readonly site: string | null;
  /** epoch ms */
  readonly start: number | null;
  /** names the draft that goes with it */
  readonly draft: string | null;
}

/** What an address can say of one service; what a visit may hold is each site's rule. */
export const mostOfOne = 99;

type Query = Readonly<Record<string, unknown>>;

function texts(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one) => typeof one === 'string');
}

function servicesIn(query: Query): VisitService[] {
  const sums = new Map<string, number>();
  for (const text of texts(query['service']).slice(0, 50)) {
    const [, code = '', count = '1'] = /^(\w{1,40})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
    const quantity = Number(count);
    if (code !== '' && quantity > 0) sums.set(code, Math.min((sums.get(code) ?? 0) + quantity, mostOfOne));
  }
  return [...sums].map(([code, quantity]) => ({ code, quantity }));
}

/** Reads the query; what cannot be read is left out, as if it had not been chosen yet. */
export function readJourney(query: Query): Journey {
  const answers = texts(query['answer']).flatMap((text) => {
    const [, question, answer] = /^(\w{1,60})\.(\w{1,60})$/.exec(text) ?? [];
    return question === undefined || answer === undefined ? [] : [[question, answer] as const];
  });
  const [site] = texts(query['site']);
  const [start = ''] = texts(query['start']);
  const [draft = ''] = texts(query['draft']);
  return {
    services: servicesIn(query),
    answers: Object.fromEntries(answers.slice(0, 50)),
    site: site ?? null,
    start: /^\d{12,14}$/.test(start) ? Number(start) : null,
    draft: /^[\w-]{20,40}$/.test(draft) ? draft : null,
  };
}

/** Without what the catalogue does not know, and without answers to questions that are not asked. */
export function knownJourney(journey: Journey, catalogue: Catalogue): Journey {
  const services = [...catalogue.services.keys()].flatMap((code) =>
    journey.services.filter((one) => one.code === code),
  );
  const site = journey.site === null ? undefined : catalogue.sites.get(journey.site);
  const asked = catalogue.questions.filter((question) =>
    services.some(({ code }) => code === question.service),
  );
  const answers = asked.flatMap(({ code, answers: possible }) => {
    const given = Object.hasOwn(journey.answers, code) ? journey.answers[code] : undefined;
    return given !== undefined && possible.some((answer) => answer.code === given)
      ? [[code, given] as const]
      : [];
  });
  return {
    ...journey,
    services,
    answers: Object.fromEntries(answers),
    site: site?.bookable === true ? site.code : null,
  };
}

/** Cards and services that a visit to the most generous site may hold together. */
export function mostCards(catalogue: Catalogue): number {
  const sites = [...catalogue.sites.values()].filter((site) => site.bookable);
  return Math.min(mostOfOne, Math.max(1, ...sites.map((site) => site.rules.maxItems)));
}

/** Where a contact is proven to join the waiting list, and back there. */
export function waitingCodeHref(journey: Journey, extra: Readonly<Record<string, string>> = {}): string {
  return journeyHref(paths.book.code(), { ...journey, start: null }, { for: 'waiting', ...extra });
}

/** A page of the journey with everything that was chosen. */
export function journeyHref(
  path: string,
  journey: Journey,
  extra: Readonly<Record<string, string>> = {},
): string {
  return withQuery(path, {
    service: journey.services.map(({ code, quantity }) => (quantity === 1 ? code : `${code}.${quantity}`)),
    answer: Object.entries(journey.answers).map(([question, answer]) => `${question}.${answer}`),
    site: journey.site ?? undefined,
    start: journey.start ?? undefined,
    draft: journey.draft ?? undefined,
    ...extra,
  });
}
