import type { System } from '../../server/actions/system.ts';
import { readConfig } from '../../server/config.ts';
import type { CatalogueRecords } from '../../server/domain/catalogue/records.ts';
import type { Service } from '../../server/domain/catalogue/service.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { makeSystem, tellNobody } from '../../server/make-system.ts';
import { insertCatalogue } from '../../server/store/catalogue/catalogue-store.ts';
import { type Engine, openDatabase } from '../../server/store/database.ts';
import { freshDatabase } from './engines.ts';
import { type SetClock, setClock } from './hall-system.ts';
import { calendar2026, testServices, words } from './sites.ts';

/** What actions work with, without the web: one "process" on a database that has just these sites. */
export interface BareSystem {
  readonly system: System;
  readonly clock: SetClock;
  readonly url: string;
  /** another process on the same database */
  another(): BareSystem;
  close(): Promise<void>;
}

export interface BareOptions {
  readonly engine: Engine;
  readonly sites: readonly Site[];
  readonly now: number | string;
  /** limits count, as they do in an installation */
  readonly rateLimits?: boolean;
}

export async function bareSystem({
  engine,
  sites,
  now,
  rateLimits = false,
}: BareOptions): Promise<BareSystem> {
  const fresh = await freshDatabase(engine);
  const clock = setClock(now);
  const first = onDatabase(fresh.url, clock, fresh.discard, rateLimits);
  try {
    await insertSites(first.system, sites);
  } catch (error) {
    await first.close();
    throw error;
  }
  return first;
}

/** Just these sites and what they offer, in a migrated, empty database. */
export async function insertSites({ database, clock }: System, sites: readonly Site[]): Promise<void> {
  await database.writer.transaction((transaction) =>
    insertCatalogue(transaction, recordsOf(sites.map(offeringOnly)), clock.now()),
  );
}

/** A "process" of its own on a database that exists. */
export function onDatabase(
  url: string,
  clock: SetClock,
  discard: () => void = () => {},
  rateLimits = false,
): BareSystem {
  const config = readConfig({
    DATABASE_URL: url,
    RATE_LIMITS: rateLimits ? 'on' : 'off',
    SESSION_SECRET: 'a secret of at least thirty-two characters',
  });
  const database = openDatabase(url);
  const log = { info: () => {}, warn: () => {}, error: () => {} };
  const system = makeSystem({
    config,
    clock,
    database,
    log,
    announce: tellNobody,
    baseUrl: () => 'http://test.invalid',
  });
  const others: BareSystem[] = [];
  return {
    system,
    clock,
    url,
    another: () => {
      const other = onDatabase(url, clock, () => {}, rateLimits);
      others.push(other);
      return other;
    },
    close: async () => {
      for (const other of others) await other.close();
      await database.close();
      discard();
    },
  };
}

/** The database refuses what leads to no queue. */
function offeringOnly(site: Site): Site {
  const ids = new Set(site.queues.map((queue) => queue.id));
  return { ...site, services: site.services.filter((line) => ids.has(line.queue)) };
}

function recordsOf(sites: readonly Site[]): CatalogueRecords {
  const codes = [...new Set(sites.flatMap((site) => site.services.map((line) => line.service)))];
  return {
    cities: [...new Set(sites.map((site) => site.city))].map((code) => ({ code, name: words(code) })),
    sites,
    services: codes.map(serviceOf),
    materials: [],
    serviceMaterials: [],
    questions: [],
    calendarYears: [...calendar2026.years].map((year) => ({
      year,
      days: [...calendar2026.days].map(([date, { name, off }]) => ({ name, date, isOffDay: off })),
    })),
    outlets: [],
    links: [],
    notices: [],
    reasonTexts: [],
    messageTexts: [],
    privacyNotices: [],
  };
}

function serviceOf(code: string, sort: number): Service {
  const known = testServices.get(code);
  if (known !== undefined) return known;
  const named = { name: words(code), summary: words(code), where: words(code) };
  return { code, ...named, minutes: 15, online: false, active: true, verified: true, sort: 100 + sort };
}
