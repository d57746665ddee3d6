import type { AgencyCase } from '../../domain/agency/agency-case.ts';
import type { Translate } from '../../locales/words.ts';
import type { Heard } from '../booking/hears-of.ts';

/** What the state of a case means for the enterprise; a message is promised only where one is sent (`heard`). */
export function caseHelp({ state }: Pick<AgencyCase, 'state'>, heard: Heard, t: Translate): string {
  return state === 'submitted' && heard !== 'told' ? t('agency.submittedUnheard') : t(`agency.help.${state}`);
}
