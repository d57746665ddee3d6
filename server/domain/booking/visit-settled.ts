import type { Booking, BookingState } from './booking.ts';

/** Staff say what a missed visit was. */
export interface CorrectVisit {
  readonly type: 'correct';
  readonly booking: string;
  readonly site: string;
  readonly to: 'came' | 'excused';
  readonly reason: string;
}

/** The hall tells what became of the visit. */
export interface SettleVisit {
  readonly type: 'settle';
  readonly booking: string;
  readonly site: string;
  readonly state: Exclude<BookingState, 'confirmed' | 'cancelled'>;
}

export type VisitSettled =
  | { readonly type: 'corrected'; readonly booking: Booking }
  | { readonly type: 'settled'; readonly booking: Booking; readonly from: BookingState };
