import type { AgencyCase, AgencyDocument, UploadedFile } from '../../domain/agency/agency-case.ts';
import type { AgencyFactType } from '../../domain/agency/agency-states.ts';
import type { AgencyFact } from '../../domain/agency/evolve-agency.ts';
import type { FileKind } from '../../domain/agency/file-kind.ts';
import { formatActor, type Who } from '../../domain/staff/actor.ts';
import type { AgencyCaseRow, AgencyDocumentRow, AgencyEventRow } from './agency-columns.ts';

/** One line of a case's history; `at` in epoch ms. */
export interface AgencyEvent {
  readonly revision: number;
  readonly at: number;
  readonly type: AgencyFactType;
  readonly item: string | null;
  /** a reason or a note */
  readonly text: string | null;
  readonly actor: Who;
}

export function caseOf(row: AgencyCaseRow, documents: readonly AgencyDocumentRow[]): AgencyCase {
  return {
    booking: row.booking,
    site: row.site,
    state: row.state,
    revision: row.revision,
    documents: documents.map(documentOf),
    note: row.note,
    submittedAt: row.submitted_at,
    since: row.since,
  };
}

function documentOf(row: AgencyDocumentRow): AgencyDocument {
  const { item, reason } = row;
  return {
    item,
    reason,
    physical: Boolean(row.physical),
    state: row.state,
    file: fileOf(row),
  };
}

function fileOf(row: AgencyDocumentRow): UploadedFile | null {
  if (row.file === null) return null;
  return {
    id: row.file,
    kind: row.file_kind as FileKind,
    size: row.file_size ?? 0,
    sha256: row.file_sha256 ?? '',
    name: row.file_name ?? '',
    uploadedAt: row.uploaded_at ?? 0,
  };
}

export function caseRow({
  booking,
  site,
  state,
  revision,
  note,
  submittedAt,
  since,
}: AgencyCase): AgencyCaseRow {
  return { booking, site, state, revision, note, submitted_at: submittedAt, since };
}

export function documentRow(
  booking: string,
  { item, physical, state, reason, file }: AgencyDocument,
  position: number,
): AgencyDocumentRow {
  return {
    booking,
    item,
    position,
    physical,
    state,
    reason,
    file: file?.id ?? null,
    file_kind: file?.kind ?? null,
    file_size: file?.size ?? null,
    file_sha256: file?.sha256 ?? null,
    file_name: file?.name ?? null,
    uploaded_at: file?.uploadedAt ?? null,
  };
}

/** `revision`: of the case after the fact. */
export function eventRow(booking: string, revision: number, fact: AgencyFact, actor: Who): AgencyEventRow {
  const text = fact.type === 'document_returned' ? fact.reason : 'note' in fact ? fact.note : null;
  return {
    booking,
    revision,
    at: fact.at,
    type: fact.type,
    item: 'item' in fact ? fact.item : null,
    text,
    actor: formatActor(actor),
  };
}
