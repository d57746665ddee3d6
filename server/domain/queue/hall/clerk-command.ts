/** How somebody comes to a counter. `leave`: the counter that they agreed to leave, and that closes with it. */
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
    };
