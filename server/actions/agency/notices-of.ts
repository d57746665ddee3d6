import type { AgencyFact } from '../../domain/agency/evolve-agency.ts';
import type { VisitNotice } from '../../domain/message/visit-notice.ts';

/** What the enterprise is told of facts: what it must do or can rely on, not every single look of the branch. */
export function noticesOf(facts: readonly AgencyFact[]): readonly VisitNotice[] {
  return facts.flatMap((fact): VisitNotice[] => {
    switch (fact.type) {
      case 'document_returned':
        return [{ type: 'document_returned', material: fact.item, reason: fact.reason }];
      case 'accepted':
        return [{ type: 'document_accepted', material: null }];
      case 'ready':
        return [{ type: 'ready_for_collection', note: fact.note }];
      case 'sent':
        return [{ type: 'sent_by_office', note: fact.note }];
      default:
        return [];
    }
  });
}
