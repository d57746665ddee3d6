import type { DisplayVoice } from './display-choice.ts';

/** A screen that is connected, as far as the choice of who speaks goes. */
export interface Candidate {
  readonly key: string;
  /** whether a manager has let it in: whoever opens the page elsewhere must not take the voice from the hall */
  readonly paired: boolean;
  readonly voice: DisplayVoice;
  /** since when it can be heard, epoch ms; null: it cannot */
  readonly readySince: number | null;
}

/**
 * The one screen of a hall that speaks: preferred before others, paired before unpaired, then whichever has been able to for longest, so
 * that the voice does not wander. Every process that knows the same screens comes to the same answer. Null: nobody can be heard.
 */
export function hallSpeaker(candidates: Iterable<Candidate>): string | null {
  let best: Candidate | null = null;
  for (const one of candidates) {
    if (one.readySince === null || one.voice === 'muted') continue;
    if (best === null || isBefore(one, best)) best = one;
  }
  return best?.key ?? null;
}

function isBefore(one: Candidate, other: Candidate): boolean {
  const [a, b] = [rank(one), rank(other)];
  if (a !== b) return a < b;
  const [since, otherSince] = [one.readySince ?? 0, other.readySince ?? 0];
  return since === otherSince ? one.key < other.key : since < otherSince;
}

function rank({ paired, voice }: Candidate): number {
  if (!paired) return 2;
  return voice === 'preferred' ? 0 : 1;
}
