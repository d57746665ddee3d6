import type { ServiceOutcome } from './ticket.ts';

/** How somebody comes to a counter, and goes on there. `leave`: the counter that they agreed to leave, and that closes with it. */
export type ClerkCommand =
  | {
      readonly type: 'open_counter';
      readonly counter: string;
      readonly staff: string | null;
      readonly leave?: string | undefined;
    }
  /** `from`: who was seen to work there */
  | {
      readonly type: 'take_over';
      readonly counter: string;
      readonly staff: string;
      readonly from: string | null;
      readonly leave?: string | undefined;
    }
  /** ends the visit at the counter, if there is one, and calls the next ticket */
  | {
      readonly type: 'next';
      readonly counter: string;
      readonly outcome: ServiceOutcome | 'did_not_come';
      /** as of `finish` */
      readonly onlyStarted?: boolean;
    };

export interface TakenOver {
  readonly type: 'counter_taken_over';
  readonly counter: string;
  readonly staff: string;
  readonly from: string | null;
}
