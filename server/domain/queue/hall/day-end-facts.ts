/** Who ended a day: somebody by hand, the rule of the site some time after closing, or midnight. */
export type DayEnd = 'staff' | 'rule' | 'midnight';

export type EndCommand =
  /**
   * the end of the day: every ticket gets a final state, every counter closes. `because` absent: midnight; `seen`: refused with
   * day_went_on when the hall is no longer at this version
   */
  { readonly type: 'close_day'; readonly because?: DayEnd; readonly seen?: number };

/** How a day ends. */
export type EndFact =
  /** `byStaff`: taken out on purpose; `reason`: never reached before the day ended, as without either, in days of old */
  | {
      readonly type: 'ticket_voided';
      readonly ticket: string;
      readonly byStaff?: true;
      readonly reason?: 'closing';
    }
  /** a counter had not said what became of whom it had called */
  | { readonly type: 'visit_not_recorded'; readonly ticket: string; readonly counter: string }
  /** `because` absent: before it was kept, always midnight; `from`: version of the first event that belongs to it */
  | { readonly type: 'day_closed'; readonly because?: DayEnd; readonly from?: number };
