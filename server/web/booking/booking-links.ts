import type { Booking } from '../../domain/booking/booking.ts';
import { paths } from '../paths.ts';

/** Where whoever holds a booking goes on from its page. */
export type BookingLinks = Readonly<
  Record<
    | 'print'
    | 'move'
    | 'change'
    | 'another'
    | 'earlier'
    | 'cancel'
    | 'contact'
    | 'messages'
    | 'ticks'
    | 'handling'
    | 'data'
    | 'deletion'
    | 'certificate'
    | 'again',
    string
  >
>;

export function linksOf({ reference }: Pick<Booking, 'reference'>): BookingLinks {
  const { booking: its } = paths;
  return {
    print: its.print(reference),
    move: its.move(reference),
    change: its.change(reference),
    another: its.another(reference),
    earlier: its.earlier(reference),
    cancel: its.cancellation(reference),
    contact: its.contact(reference),
    messages: its.messages(reference),
    ticks: its.ticks(reference),
    handling: its.handling(reference),
    data: its.data(reference),
    deletion: its.deletion(reference),
    certificate: its.certificate(reference),
    again: its.again(reference),
  };
}
