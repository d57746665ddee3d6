import { elapsed } from '../../clock.ts';
import { Unavailable } from '../unavailable.ts';

/** A hash takes a core for a while, and 12 to 19 MB. */
const atOnce = 1;
/** Sixty clerks sign in when a morning begins; more than this is no morning. */
const most = 120;
/** Milliseconds that somebody waits for their turn: on a machine that is busy a hash, which steps back for everybody, takes several times as long. */
const turnWithin = 7000;
/** Between two hashes whoever serves has the core for as long again, milliseconds at most. */
const longestRest = 25;

let running = 0;
const line: (() => void)[] = [];

/** How many wait for a hash now. */
export function hashesWaiting(): number {
  return line.length;
}

/** Runs the hash of a password when it is its turn. Throws Unavailable when the line is full, or the turn comes too late. */
export async function inHashQueue<T>(hash: () => Promise<T>): Promise<T> {
  if (line.length >= most) throw new Unavailable('too_busy');
  const since = elapsed();
  if (running >= atOnce) await new Promise<void>((resolve) => line.push(resolve));
  else running += 1;
  const began = elapsed();
  try {
    if (began - since > turnWithin) throw new Unavailable('too_busy');
    return await hash();
  } finally {
    // whoever is next takes over the place of this one
    const next = line.shift();
    if (next === undefined) running -= 1;
    else setTimeout(next, Math.min(longestRest, elapsed() - began));
  }
}
