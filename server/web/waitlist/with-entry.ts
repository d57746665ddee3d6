import type { Request, RequestHandler, Response } from 'express';
import type { System } from '../../actions/system.ts';
import { entryOfHolder } from '../../actions/waitlist/answer-offer.ts';
import { hour } from '../../domain/calendar/durations.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { WaitEntry } from '../../domain/waitlist/wait-entry.ts';
import { oncePerSystem } from '../declared-page.ts';
import { paths } from '../paths.ts';
import { type LinkPlace, openLink } from '../request/held-link.ts';

/** Whoever holds the link of an entry of the waiting list, and what the catalogue says of it. */
export interface HeldEntry {
  readonly token: string;
  readonly entry: WaitEntry;
  readonly site: Site;
  readonly catalogue: Catalogue;
}

const placeOf = oncePerSystem(
  (system: System): LinkPlace<HeldEntry> => ({
    cookie: 'waiting',
    path: paths.waitlist.show,
    open: (token) => heldEntry(system, token),
    nameOf: ({ entry }) => entry.id,
    lifetime: 2 * hour,
  }),
);

/** A page of somebody who waits for a place, for whoever holds its link. */
export function withEntry(
  system: System,
  answer: (found: HeldEntry, request: Request<{ token: string }>, response: Response) => Promise<void>,
): RequestHandler<{ token: string }> {
  return async (request, response) => {
    const found = await openLink(system, placeOf(system), request, response);
    if (found !== null) await answer(found, request, response);
  };
}

async function heldEntry(system: System, token: string): Promise<HeldEntry | null> {
  const entry = await entryOfHolder(system, token);
  if (entry === null) return null;
  const catalogue = await system.catalogue();
  const site = await siteOf(system, catalogue, entry.site);
  return site === undefined ? null : { token, entry, site, catalogue };
}

/** A site that was switched off has those who waited at it all the same. */
async function siteOf(system: System, catalogue: Catalogue, code: string): Promise<Site | undefined> {
  const active = catalogue.sites.get(code);
  if (active !== undefined) return active;
  return (await system.catalogueCache.records(system.database.reader)).sites.find(
    (site) => site.code === code,
  );
}
