/** collecting: the enterprise gathers its materials. Then it submits, and the branch reviews, finishes and hands over. */
export const caseStates = [
  'collecting',
  'submitted',
  'returned',
  'accepted',
  'ready',
  'sent',
  'closed',
] as const;
export type CaseState = (typeof caseStates)[number];

export const documentStates = ['missing', 'uploaded', 'accepted', 'returned'] as const;
export type DocumentState = (typeof documentStates)[number];

export const agencyFactTypes = [
  'uploaded',
  'removed',
  'submitted',
  'document_accepted',
  'document_returned',
  'item_received',
  'accepted',
  'ready',
  'sent',
  'closed',
] as const;
export type AgencyFactType = (typeof agencyFactTypes)[number];

/** The only things that can happen, and what they make of the case and of the document they are about. What is not here is refused. */
export const agencyTable: {
  readonly case: Readonly<Record<CaseState, Partial<Record<AgencyFactType, CaseState>>>>;
  readonly document: Readonly<Record<DocumentState, Partial<Record<AgencyFactType, DocumentState>>>>;
} = {
  case: {
    collecting: {
      uploaded: 'collecting',
      removed: 'collecting',
      item_received: 'collecting',
      submitted: 'submitted',
    },
    submitted: {
      document_accepted: 'submitted',
      document_returned: 'returned',
      item_received: 'submitted',
      accepted: 'accepted',
    },
    // staff may finish their review; the first mended document makes it the enterprise's again
    returned: {
      uploaded: 'collecting',
      document_accepted: 'returned',
      document_returned: 'returned',
      item_received: 'returned',
    },
    accepted: { item_received: 'accepted', ready: 'ready', sent: 'sent' },
    ready: { sent: 'sent', closed: 'closed' },
    sent: { closed: 'closed' },
    closed: {},
  },
  document: {
    missing: { uploaded: 'uploaded', item_received: 'accepted' },
    uploaded: {
      uploaded: 'uploaded',
      removed: 'missing',
      document_accepted: 'accepted',
      document_returned: 'returned',
    },
    returned: { uploaded: 'uploaded' },
    // whoever accepted may have looked too quickly
    accepted: { document_returned: 'returned' },
  },
};

/** The branch has done its part: the enterprise can no longer come for the same thing by itself. */
export function isUnderWay(state: CaseState): boolean {
  return state === 'accepted' || state === 'ready' || state === 'sent' || state === 'closed';
}
