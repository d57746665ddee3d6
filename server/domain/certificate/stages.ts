import { addDays } from '../calendar/local-time.ts';

/** Days before a certificate expires on which its holder is told. */
export const certificateStages = [60, 30, 7] as const;

export interface Stage {
  readonly stage: number;
  /** local date */
  readonly on: string;
}

/** The first stage whose day is `from` or later (local dates); null: all of them are past. */
export function nextStage(expiresOn: string, from: string): Stage | null {
  for (const stage of certificateStages) {
    const on = addDays(expiresOn, -stage);
    if (on >= from) return { stage, on };
  }
  return null;
}

/**
 * The stage to be told of today, when the one of `nextOn` is due; null: none is. After days off only the last of several is told, and
 * nothing once the certificate has expired.
 */
export function stageDue(expiresOn: string, nextOn: string, today: string): Stage | null {
  if (today > expiresOn) return null;
  const due = certificateStages
    .map((stage) => ({ stage, on: addDays(expiresOn, -stage) }))
    .filter(({ on }) => on >= nextOn && on <= today);
  return due.at(-1) ?? null;
}
