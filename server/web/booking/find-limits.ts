import type { Request } from 'express';
import type { System } from '../../actions/system.ts';
import { dayLong } from '../../domain/calendar/durations.ts';
import { oncePerSystem } from '../declared-page.ts';
import { makeRateLimiter } from '../rate-limiter.ts';
import { addressOf } from '../request/actor-of.ts';
import { networkOf } from '../request/network-of.ts';

/** A look at a booking, counted as wrong until it is known to have been right. */
export interface Look {
  /** whether it may be told if the mobile is right */
  readonly told: boolean;
  /** it was right: nothing of it counts */
  giveBack(): Promise<void>;
}

const hour = 60 * 60;
const day = dayLong / 1000;

/**
 * Wrong mobiles are counted by who tries. Those of strangers take nothing from a network that has not been wrong about this booking, up to a
 * hundred such networks in a day; past that nobody is told anything here, and whoever is right is written to.
 */
const limitersOf = oncePerSystem((system: System) => ({
  network: makeRateLimiter(system, { name: 'find-network', points: 10, seconds: 15 * 60 }),
  both: makeRateLimiter(system, { name: 'find-both', points: 5, seconds: day }),
  reference: makeRateLimiter(system, { name: 'find-reference', points: 10, seconds: hour }),
  others: makeRateLimiter(system, { name: 'find-others', points: 100, seconds: day }),
}));

type Which = keyof ReturnType<typeof limitersOf>;

const always: Look = { told: true, giveBack: async () => {} };

/** Counts first and gives back after, so that a thousand at once are counted like a thousand one after another. */
export async function lookAt(system: System, request: Request, reference: string): Promise<Look> {
  if (!system.config.rateLimits) return always;
  const limiters = limitersOf(system);
  const network = networkOf(addressOf(request) ?? '');
  const taken: [Which, string][] = [];
  /** how many that makes; null: too many */
  const take = async (which: Which, key: string): Promise<number | null> => {
    const used = await limiters[which].consume(key).then(
      ({ consumedPoints }) => consumedPoints,
      () => null,
    );
    if (used !== null) taken.push([which, key]);
    return used;
  };
  const told = async (): Promise<boolean> => {
    if ((await take('network', network)) === null) return false;
    const own = await take('both', `${network} ${reference}`);
    if (own === null) return false;
    if ((await take('reference', reference)) !== null) return true;
    return own === 1 && (await take('others', reference)) !== null;
  };
  return {
    told: await told(),
    giveBack: async () => {
      await Promise.all(taken.map(([which, key]) => limiters[which].reward(key)));
    },
  };
}

const lettersOf = oncePerSystem((system: System) =>
  makeRateLimiter(system, { name: 'find-letter', points: 1, seconds: 15 * 60 }),
);

/** Whether whoever holds a booking may be sent its link again now. */
export function mayWrite(system: System, reference: string): Promise<boolean> {
  return lettersOf(system)
    .consume(reference)
    .then(
      () => true,
      () => false,
    );
}
