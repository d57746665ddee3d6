import type { TimeOffer } from '../booking/time-offer.ts';
import type { Parameters } from './message.ts';
import { parameter } from './visit-snapshot.ts';

/** What a message says of the times that are offered. */
export function timesParameters({ times, until }: TimeOffer): Parameters {
  return [
    ['offered', JSON.stringify(times.map(({ start, end }) => [start, end]))],
    ['offer_until', String(until)],
  ];
}

/** The times that a message offers, each with its end, epoch ms; none: it offers none. */
export function offeredIn(parameters: Parameters): readonly (readonly [start: number, end: number])[] {
  return JSON.parse(parameter(parameters, 'offered') ?? '[]') as (readonly [number, number])[];
}
