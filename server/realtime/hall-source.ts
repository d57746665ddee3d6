import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Site } from '../domain/catalogue/site.ts';
import type { WaitInput } from '../domain/queue/forecast/waiting-scene.ts';
import type { Hall, HallEvent } from '../domain/queue/hall/hall.ts';
import type { Database } from '../store/database.ts';
import type { hallVersion } from '../store/queue/hall-query.ts';

/** A connection to read from. */
export type Reader = Parameters<typeof hallVersion>[0];

/** What boards are made of: the part of the system that screens need. */
export interface HallSource {
  readonly clock: { now(): number };
  readonly database: Pick<Database, 'publicReads' | 'reader'>;
  catalogue(): Promise<Catalogue>;
  readonly hallCache: { kept(site: string, day: string): Hall | null; keep(hall: Hall): void };
  readonly serviceTimes: {
    of(
      site: Site,
      day: string,
      catalogue: Catalogue,
      connection: Reader,
    ): Promise<Pick<WaitInput, 'times' | 'past' | 'levels' | 'plan'>>;
  };
}

/** What has happened in a hall, told after the commit (H5). */
export interface HallNews {
  readonly hall: Hall;
  readonly events: readonly HallEvent[];
}
