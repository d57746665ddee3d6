import type { Checklist } from '../catalogue/checklist.ts';
import type { CaseState, DocumentState } from './agency-states.ts';
import type { FileKind } from './file-kind.ts';

/** A file as it is kept outside the web root. */
export interface UploadedFile {
  /** random; its name in the folder of uploads */
  readonly id: string;
  readonly kind: FileKind;
  /** bytes */
  readonly size: number;
  /** of what is kept, hex */
  readonly sha256: string;
  /** as its owner called it, cleaned; for people to read, never a path */
  readonly name: string;
  /** epoch ms */
  readonly uploadedAt: number;
}

/** One material of the checklist on its way to the branch. */
export interface AgencyDocument {
  /** key of the checklist's item */
  readonly item: string;
  /** the thing itself is needed: it is sent or brought, and accepted when it has arrived */
  readonly physical: boolean;
  readonly state: DocumentState;
  readonly file: UploadedFile | null;
  /** why it was returned */
  readonly reason: string | null;
}

/** What an enterprise has asked a branch to do for it. Instants are epoch ms. */
export interface AgencyCase {
  /** id of the booking */
  readonly booking: string;
  readonly site: string;
  readonly state: CaseState;
  /** grows by one with every fact */
  readonly revision: number;
  readonly documents: readonly AgencyDocument[];
  /** where to collect, or with whom and under which number it was sent */
  readonly note: string | null;
  /** the first submission; from then on what is asked for no longer follows the catalogue */
  readonly submittedAt: number | null;
  /** since when it has been in this state */
  readonly since: number;
}

/** A case to which nothing has happened yet. */
export function newCase(booking: string, site: string, now: number): AgencyCase {
  return {
    booking,
    site,
    state: 'collecting',
    revision: 0,
    documents: [],
    note: null,
    submittedAt: null,
    since: now,
  };
}

/** The case with everything that its checklist asks for; once submitted it is left as it is. What was uploaded is never dropped. */
export function withChecklist(agency: AgencyCase, checklist: Checklist): AgencyCase {
  if (agency.submittedAt !== null) return agency;
  const kept = new Map(agency.documents.map((document) => [document.item, document]));
  const asked = checklist.groups.flatMap(({ items }) => items);
  const documents = asked.map(({ key, bring }): AgencyDocument => {
    const known = kept.get(key);
    kept.delete(key);
    // what has been uploaded or received stays what it was, whatever the catalogue says now
    return known !== undefined && known.state !== 'missing'
      ? known
      : { item: key, physical: bring, state: 'missing', file: null, reason: null };
  });
  return { ...agency, documents: [...documents, ...[...kept.values()].filter(isThere)] };
}

function isThere({ state }: AgencyDocument): boolean {
  return state !== 'missing';
}

/** What keeps the enterprise from submitting: not uploaded, or returned and not mended. Things to send or bring do not. */
export function unfinished({ documents }: AgencyCase): readonly AgencyDocument[] {
  return documents.filter(
    ({ physical, state }) => !physical && (state === 'missing' || state === 'returned'),
  );
}

/** Things that the branch still waits for. */
export function awaited({ documents }: AgencyCase): readonly AgencyDocument[] {
  return documents.filter(({ physical, state }) => physical && state !== 'accepted');
}
