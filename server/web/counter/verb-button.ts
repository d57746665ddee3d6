/** A button of the console, a form of its own: `partials/counter/verb.ejs`. */
export interface VerbButton {
  readonly code: string;
  /** token of the form, against double clicks */
  readonly form: string;
  readonly verb: string;
  readonly label: string;
  /** the key that presses it, and how it is called when it cannot be printed */
  readonly key?: string | undefined;
  readonly keyLabel?: string;
  /** the digit that presses it while its menu is open */
  readonly pick?: string | undefined;
  /** counts down to this instant, epoch ms; after that it cannot be pressed */
  readonly until?: number;
  readonly main?: boolean;
  readonly small?: boolean;
  /** why it cannot be pressed now; null: it can */
  readonly why?: string | null;
  /** the reason is written on it, not only told */
  readonly showWhy?: boolean;
  readonly fields?: Readonly<Record<string, string>>;
  /** what is said while the answer is awaited */
  readonly pending?: string;
}
