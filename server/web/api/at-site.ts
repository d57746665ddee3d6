import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Counter, Site } from '../../domain/catalogue/site.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';
import type { RawAsk } from './api-call.ts';
import { mayActAt } from './caller.ts';

type Asked = Pick<RawAsk, 'catalogue' | 'caller'>;

/** A site that the caller's key is for. Refuses with unknown_site and not_permitted. */
export function siteFor({ catalogue, caller }: Asked, code: string): Outcome<Site> {
  const site = catalogue.sites.get(code);
  if (site === undefined) return refuse('unknown_site');
  return mayActAt(caller, site.code) ? accept(site) : refuse('not_permitted');
}

/** A counter of a site that the caller's key is for. Refuses with unknown_counter and not_permitted. */
export function counterFor(ask: Asked, code: string): Outcome<{ site: Site; counter: Counter }> {
  const found = counterIn(ask.catalogue, code);
  if (found === null) return refuse('unknown_counter');
  return mayActAt(ask.caller, found.site.code) ? accept(found) : refuse('not_permitted');
}

function counterIn(catalogue: Catalogue, code: string): { site: Site; counter: Counter } | null {
  for (const site of catalogue.sites.values()) {
    const counter = site.counters.find((each) => each.code === code);
    if (counter !== undefined) return { site, counter };
  }
  return null;
}
