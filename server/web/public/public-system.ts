import type { Clock } from '../../clock.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Board } from '../../domain/queue/screens/board.ts';

/** What the public information pages read. */
export interface PublicSystem {
  catalogue(): Promise<Catalogue>;
  readonly clock: Clock;
  /** the hall's state as everybody may see it; null: no hall is running there today. Without it pages show none. */
  board?(site: Site, now: number): Promise<Board | null>;
  /** the first time, epoch ms, that can be booked there for one service alone; null: none. Without it pages show none. */
  nextFree?(site: Site, service: string): Promise<number | null>;
}
