import type { Knex } from 'knex';
import type { Recording } from '../../domain/queue/screens/recording.ts';

interface RecordingRow {
  readonly site: string;
  readonly fragment: string;
  readonly kind: string;
  readonly size: number;
  readonly sha256: string;
  readonly uploaded_at: number;
}

const columns = ['site', 'fragment', 'kind', 'size', 'sha256', 'uploaded_at'];

/** The recordings of a site, without their bytes, by fragment. */
export async function recordingsOf(connection: Knex, site: string): Promise<Recording[]> {
  const rows = (await connection('recording')
    .where({ site })
    .orderBy('fragment')
    .select(columns)) as RecordingRow[];
  return rows.map(({ uploaded_at: uploadedAt, kind, ...row }) => ({
    ...row,
    kind: kind as Recording['kind'],
    uploadedAt,
  }));
}

/** The bytes of a recording of a site by their SHA-256 in hex; null: there is none. */
export async function recordingBytes(connection: Knex, site: string, sha256: string): Promise<Buffer | null> {
  const row = (await connection('recording').where({ site, sha256 }).first('base64')) as
    | { readonly base64: string }
    | undefined;
  return row === undefined ? null : Buffer.from(row.base64, 'base64');
}
