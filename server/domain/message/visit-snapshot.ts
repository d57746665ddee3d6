import type { Booking } from '../booking/booking.ts';
import type { VisitService } from '../catalogue/service.ts';
import type { Parameters } from './message.ts';

/** What a message knows about the visit, as it was when the message was written. Instants in epoch milliseconds. */
export interface VisitSnapshot {
  readonly booking: string;
  readonly reference: string;
  readonly site: string;
  readonly start: number;
  readonly end: number;
  readonly sequence: number;
  readonly services: readonly VisitService[];
  readonly answers: Readonly<Record<string, string>>;
  readonly enterprise: string;
  readonly contact: string;
}

export function visitParameters(booking: Booking): Parameters {
  return [
    ['booking', booking.id],
    ['reference', booking.reference],
    ['site', booking.site],
    ['start', String(booking.start)],
    ['end', String(booking.end)],
    ['sequence', String(booking.sequence)],
    ['services', JSON.stringify(booking.services)],
    ['answers', JSON.stringify(booking.answers)],
    ['enterprise', booking.enterprise.name],
    ['contact', booking.contact.name],
  ];
}

export function parameter(parameters: Parameters, name: string): string | null {
  return parameters.find(([its]) => its === name)?.[1] ?? null;
}

/** Reads what `visitParameters` wrote. Throws when a parameter is missing, which only a bug can cause. */
export function visitOf(parameters: Parameters): VisitSnapshot {
  const value = (name: string): string => {
    const found = parameter(parameters, name);
    if (found === null) throw new Error(`message without parameter ${name}`);
    return found;
  };
  return {
    booking: value('booking'),
    reference: value('reference'),
    site: value('site'),
    start: Number(value('start')),
    end: Number(value('end')),
    sequence: Number(value('sequence')),
    services: JSON.parse(value('services')) as VisitService[],
    answers: JSON.parse(value('answers')) as Record<string, string>,
    enterprise: value('enterprise'),
    contact: value('contact'),
  };
}

/** The message goes to whom the holder has named besides, and opens nothing. */
export function isForSecond({ parameters }: { readonly parameters: Parameters }): boolean {
  return parameter(parameters, 'second') !== null;
}
