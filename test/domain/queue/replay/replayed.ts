import assert from 'node:assert/strict';
import { playDay, SimulatedDay } from '../../../../seeds/demo/simulated-day.ts';
import type { Site } from '../../../../server/domain/catalogue/site.ts';
import { priorServiceTimes } from '../../../../server/domain/queue/forecast/service-times.ts';
import type { HallEvent } from '../../../../server/domain/queue/hall/hall.ts';
import type { DayReplay } from '../../../../server/domain/queue/replay/day-replay.ts';
import { replayDay } from '../../../../server/domain/queue/replay/replay-day.ts';
import { type ReplayAsk, replayedEvents } from '../../../../server/domain/queue/replay/replayed-events.ts';
import type { PlayedDay } from '../../../../server/domain/queue/replay/what-if/played-day.ts';
import { readPlayedDay } from '../../../../server/domain/queue/replay/what-if/read-played-day.ts';
import { day, nine, seventeen } from '../../../support/hall-play.ts';
import { hallMinutes } from '../../../support/hall-site.ts';

export const times = priorServiceTimes(hallMinutes);
export const sessions = [{ opens: nine, closes: seventeen, grid: nine }];
/** long after the day */
const later = seventeen + 40 * 3_600_000;

/** A busy day of a hall, by seed. */
export function busyDay(site: Site, seed: number, tickets: number): readonly HallEvent[] {
  const options = { site, opensAt: nine, closesAt: seventeen, seed, tickets, minutes: hallMinutes };
  return playDay(new SimulatedDay(options), site, day).events;
}

export function askOf(site: Site, events: readonly HallEvent[], now = later): ReplayAsk {
  return { site, day, sessions, events, now };
}

export function replayOf(site: Site, events: readonly HallEvent[], now = later): DayReplay {
  const ask = askOf(site, events, now);
  const played = replayedEvents(ask);
  assert.ok(played !== null);
  return atOnce(replayDay(ask, played, times));
}

export function playedOf(site: Site, events: readonly HallEvent[], now = later): PlayedDay {
  const played = replayedEvents(askOf(site, events, now));
  assert.ok(played !== null);
  return atOnce(readPlayedDay(site, day, played));
}

/** Work in pieces, done without a rest. */
export function atOnce<Made>(work: Generator<undefined, Made>): Made {
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}
