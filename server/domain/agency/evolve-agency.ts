import type { AgencyCase, AgencyDocument, UploadedFile } from './agency-case.ts';
import { agencyTable } from './agency-states.ts';

/** What has happened to a case; `at` in epoch ms. */
export type AgencyFact =
  | { readonly type: 'uploaded'; readonly at: number; readonly item: string; readonly file: UploadedFile }
  | {
      readonly type: 'removed' | 'document_accepted' | 'item_received';
      readonly at: number;
      readonly item: string;
    }
  | {
      readonly type: 'document_returned';
      readonly at: number;
      readonly item: string;
      readonly reason: string;
    }
  | { readonly type: 'ready' | 'sent'; readonly at: number; readonly note: string | null }
  | { readonly type: 'submitted' | 'accepted' | 'closed'; readonly at: number };

/** The case after a fact. Throws when the table has no such step: a decision would have refused it. */
export function evolveAgency(agency: AgencyCase, fact: AgencyFact): AgencyCase {
  const state = agencyTable.case[agency.state][fact.type];
  if (state === undefined) throw new Error(`a case that is ${agency.state} cannot be ${fact.type}`);
  const documents =
    'item' in fact
      ? agency.documents.map((document) => (document.item === fact.item ? changed(document, fact) : document))
      : agency.documents;
  return {
    ...agency,
    state,
    documents,
    revision: agency.revision + 1,
    note: 'note' in fact ? fact.note : agency.note,
    submittedAt: fact.type === 'submitted' ? (agency.submittedAt ?? fact.at) : agency.submittedAt,
    since: state === agency.state ? agency.since : fact.at,
  };
}

function changed(document: AgencyDocument, fact: Extract<AgencyFact, { item: string }>): AgencyDocument {
  const state = agencyTable.document[document.state][fact.type];
  if (state === undefined) throw new Error(`a document that is ${document.state} cannot be ${fact.type}`);
  const reason = fact.type === 'document_returned' ? fact.reason : null;
  if (fact.type === 'uploaded') return { ...document, state, reason, file: fact.file };
  return { ...document, state, reason, file: fact.type === 'removed' ? null : document.file };
}
