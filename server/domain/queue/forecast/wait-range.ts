/** Whole minutes until the call, meant to cover 80 % of cases. */
export interface WaitRange {
  readonly low: number;
  readonly high: number;
  /** epoch ms: not before then, because nobody is called until then (lunch); left out: it is not so */
  readonly after?: number;
  /** the share of futures, in percent, in which it does not happen today; left out: less than one in ten */
  readonly notToday?: number;
}
