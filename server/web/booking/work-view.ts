import { workWanted } from '../../actions/booking/work-wanted.ts';
import type { System } from '../../actions/system.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Step } from './journey-step.ts';

/** What a browser works on before a time is kept; shown only while demand is high. */
export interface WorkView {
  /** for the script */
  readonly challenge: string;
  /** id of the form that goes on by itself when the work is done; null: the visitor chooses */
  readonly continues: string | null;
  /** the choice that goes on */
  readonly again: { readonly action: string; readonly start: number } | null;
}

/** Refusals that the browser answers with work. */
export const aboutWork: ReadonlySet<string> = new Set(['work_needed', 'work_spent']);

/** `goesOn`: a choice to make again, or the form of the page, when the work is done. */
export async function workView(
  system: System,
  { site }: Step & { readonly site: Site },
  goesOn: WorkView['again'] | string,
): Promise<WorkView | null> {
  const challenge = await workWanted(system, site);
  if (challenge === null) return null;
  const again = typeof goesOn === 'string' ? null : goesOn;
  return {
    challenge: JSON.stringify(challenge),
    continues: typeof goesOn === 'string' ? goesOn : again === null ? null : 'work-again',
    again,
  };
}
