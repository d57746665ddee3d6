import { z } from 'zod';

const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())])).catch({});

/** One field of a form as it was typed; empty when it was not sent. */
export function typed(body: unknown, field: string): string {
  return typedAll(body, field)[0] ?? '';
}

/** Every value of a repeated field. */
export function typedAll(body: unknown, field: string): string[] {
  return [fields.parse(body ?? {})[field] ?? []].flat().map((value) => value.slice(0, 5000));
}

/** An instant (epoch ms) in a form; null: none was chosen. */
export function typedInstant(body: unknown, field: string): number | null {
  const text = typed(body, field);
  return /^\d{12,14}$/.test(text) ? Number(text) : null;
}

/** What staff do beyond the rules for visitors, and why. */
export interface TypedReason {
  readonly reason: string;
  /** beyond the places */
  readonly overbook: boolean;
  /** a place that is kept back */
  readonly keptBack: boolean;
}

export function typedReason(body: unknown): TypedReason {
  return {
    reason: typed(body, 'reason').trim().slice(0, 200),
    overbook: typed(body, 'overbook') === '1',
    keptBack: typed(body, 'keptBack') === '1',
  };
}
