import type { Progress } from './progress.mjs';

export interface Moment {
  readonly address: string;
  readonly close: () => Promise<void>;
}

export function tellMoment(where: {
  readonly port: number;
  readonly host: string;
  readonly progress: () => Progress;
}): Promise<Moment | null>;
