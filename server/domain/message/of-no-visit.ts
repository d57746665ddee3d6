import type { Parameters } from './message.ts';

/** What every message says of a visit, of one that tells of none. `at`: the moment that it is about, epoch ms. */
export function ofNoVisit(site: string, at: number): Parameters {
  return [
    ['booking', ''],
    ['reference', ''],
    ['site', site],
    ['start', String(at)],
    ['end', String(at)],
    ['sequence', '0'],
    ['services', '[]'],
    ['answers', '{}'],
    ['enterprise', ''],
    ['contact', ''],
  ];
}
