import type { Site } from '../../domain/catalogue/site.ts';
import { eventOfHall } from '../../domain/event/outgoing-event.ts';
import type { Hall, HallEvent } from '../../domain/queue/hall/hall.ts';
import type { Who } from '../../domain/staff/actor.ts';
import { writeOutgoing } from '../../store/event/outgoing-store.ts';
import type { Subscribed } from '../../store/event/subscriber-query.ts';
import { writeEvent } from '../../store/queue/hall-store.ts';
import type { WriteSet } from '../../store/write-set.ts';

interface Recording {
  /** as it is after the event */
  readonly hall: Hall;
  readonly site: Site;
  readonly actor: Who;
  readonly subscribed: Subscribed;
  /** for what leaves the house */
  readonly id: string;
  readonly now: number;
}

/** Into the log of the day, and out to whoever is told of it, in the same commit. */
export function recordEvent(event: HallEvent, of: Recording, writes: WriteSet): void {
  const { hall, site, actor, subscribed, id, now } = of;
  writeEvent(hall, event, actor, writes);
  writeOutgoing(eventOfHall(event, hall), { id, site: site.code, at: now, subscribed }, writes);
}
