/** A proof of work that was checked. It serves once. */
export interface WorkProof {
  readonly id: string;
  /** epoch ms */
  readonly expiresAt: number;
}

/** Where a visitor's request comes from. Networks and browsers are keyed hashes, null where they cannot be told apart. */
export interface Origin {
  readonly network: string | null;
  readonly browser: string | null;
  readonly work: WorkProof | null;
  /** how the contact was proven to be the visitor's own: only a mobile costs something to have */
  readonly proven: 'sms' | 'mail' | null;
}

/** How whoever changes a mobile shows that it is the new person's own. */
export interface MobileProven {
  readonly proven?: Origin['proven'] | undefined;
  /** staff go without, and say why */
  readonly unproven?: boolean | undefined;
}

export const nowhere: Origin = { network: null, browser: null, work: null, proven: null };
