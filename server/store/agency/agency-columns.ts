import type { AgencyFactType, CaseState, DocumentState } from '../../domain/agency/agency-states.ts';
import type { FileKind } from '../../domain/agency/file-kind.ts';
import type { Flag, Table } from '../table.ts';

export interface AgencyCaseRow {
  readonly booking: string;
  readonly site: string;
  readonly state: CaseState;
  readonly revision: number;
  readonly note: string | null;
  readonly submitted_at: number | null;
  readonly since: number;
}

export interface AgencyDocumentRow {
  readonly booking: string;
  readonly item: string;
  readonly position: number;
  readonly physical: Flag;
  readonly state: DocumentState;
  readonly reason: string | null;
  readonly file: string | null;
  readonly file_kind: FileKind | null;
  readonly file_size: number | null;
  readonly file_sha256: string | null;
  readonly file_name: string | null;
  readonly uploaded_at: number | null;
}

export interface AgencyEventRow {
  readonly booking: string;
  readonly revision: number;
  readonly at: number;
  readonly type: AgencyFactType;
  readonly item: string | null;
  readonly text: string | null;
  readonly actor: string;
}

export interface UploadRow {
  readonly id: string;
  readonly started_at: number;
  readonly complete_at: number | null;
  readonly size: number;
  readonly sha256: string;
}

export interface UploadConsentRow {
  readonly booking: string;
  readonly version: string;
  readonly given_at: number;
}

export interface UploadChunkRow {
  readonly upload: string;
  readonly position: number;
  readonly bytes: Buffer;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    readonly agency_case: Table<AgencyCaseRow>;
    readonly agency_document: Table<AgencyDocumentRow>;
    readonly agency_event: Table<AgencyEventRow>;
    readonly upload: Table<UploadRow>;
    readonly upload_consent: Table<UploadConsentRow>;
    readonly upload_chunk: Table<UploadChunkRow>;
  }
}
