import { workChallenge } from '../../actions/booking/work-challenge.ts';
import { workWanted } from '../../actions/booking/work-wanted.ts';
import type { System } from '../../actions/system.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import { paths } from '../paths.ts';
import { journeyHref } from './journey.ts';
import type { Step } from './journey-step.ts';

/** What a browser works on before a time is kept; shown only while demand is high. */
export interface WorkView {
  /** for the script */
  readonly challenge: string;
  /** id of the form that goes on by itself when the work is done; null: the visitor chooses */
  readonly continues: string | null;
  /** where a code is sent instead */
  readonly codeHref: string;
  /** the choice that goes on */
  readonly again: { readonly action: string; readonly start: number } | null;
}

/** Refusals that the browser answers with work. */
export const aboutWork: ReadonlySet<string> = new Set(['work_needed', 'work_spent']);

/** Refusals that a proven contact may answer. */
export const aboutNetwork: ReadonlySet<string> = new Set([
  'contact_unproven',
  'network_limit',
  'network_day_limit',
  'network_demand_limit',
]);

/** `goesOn`: a choice to make again, or the form of the page, when the work is done. */
export async function workView(
  system: System,
  { journey, site }: Step & { readonly site: Site },
  goesOn: WorkView['again'] | string | null,
  codeHref: string = journeyHref(paths.book.code(), journey),
): Promise<WorkView | null> {
  // what was refused for want of work gets it, even if demand has fallen since
  const challenge = goesOn === null ? await workWanted(system, site) : await workChallenge(system, site.code);
  if (challenge === null) return null;
  const again = typeof goesOn === 'string' ? null : goesOn;
  return {
    challenge: JSON.stringify(challenge),
    continues: typeof goesOn === 'string' ? goesOn : again === null ? null : 'work-again',
    codeHref,
    again,
  };
}
