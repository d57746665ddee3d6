import type { AgencyCase } from '../../domain/agency/agency-case.ts';
import { caseHelp } from '../agency/case-help.ts';
import type { EvidenceView } from './evidence-view.ts';
import type { Heard } from './hears-of.ts';
import type { Held } from './holder-page.ts';
import type { UndoView } from './undo-view.ts';

interface StateShown {
  readonly undo: UndoView | null;
  /** what a branch does for the enterprise */
  readonly agency: AgencyCase | null;
  readonly evidence: EvidenceView;
  /** whether a message reaches whoever booked */
  readonly heard: Heard;
}

/** What the state means; what the office owes is promised only where it can be had. */
export function stateHelpOf(
  { booking: { state }, page: { t } }: Held,
  { undo, agency, evidence, heard }: StateShown,
): string {
  if (state === 'cancelled' && undo !== null) return undo.text;
  if (evidence.released?.granted)
    return t(evidence.instead === null ? 'manage.released.grantedNone' : 'manage.released.granted');
  if (state === 'cancelled' && evidence.instead !== null) return t('manage.instead.cancelled');
  if (state === 'not_held' && evidence.instead === null) return t('manage.instead.none');
  if (state === 'confirmed' && agency !== null) return caseHelp(agency, heard, t);
  return t(`booking.stateHelp.${state}`);
}
