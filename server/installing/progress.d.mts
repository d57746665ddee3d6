export type Step = 'fetching' | 'compiling' | 'finishing';

export interface Progress {
  readonly step: Step;
  readonly seconds: number;
}

export function stepOf(root: string): Step;
export function tellProgress(
  progress: () => Progress,
  write?: (line: string) => void,
): { readonly end: () => void };
export function lineOf(progress: Progress): string;
