import type { Knex } from 'knex';

/** A file as it is kept in the database, whole. */
export interface StoredUpload {
  readonly id: string;
  /** bytes */
  readonly size: number;
  /** hex */
  readonly sha256: string;
}

/** Null: there is none, or not all of it has come. */
export async function wholeUpload(connection: Knex, id: string): Promise<StoredUpload | null> {
  const row = await connection('upload')
    .where({ id })
    .whereNotNull('complete_at')
    .first('id', 'size', 'sha256');
  return row ?? null;
}

/** What has come of a file, piece by piece, never two in memory. */
export async function* uploadChunks(connection: Knex, upload: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const row = (await connection('upload_chunk').where({ upload, position }).first('bytes')) as
      | { bytes: Buffer }
      | undefined;
    if (row === undefined) return;
    yield row.bytes;
  }
}

/** Files (their ids) that no document points to and that began before an instant (epoch ms), at most `limit`. */
export async function unusedUploads(connection: Knex, before: number, limit: number): Promise<string[]> {
  const rows = (await connection('upload as u')
    .leftJoin('agency_document as d', 'd.file', 'u.id')
    .whereNull('d.file')
    .andWhere('u.started_at', '<', before)
    .limit(limit)
    .select('u.id')) as { id: string }[];
  return rows.map(({ id }) => id);
}

/** How many documents point to a file, and how many of these files are not here whole, with all their bytes. */
export async function countUploads(
  connection: Knex,
): Promise<{ readonly files: number; readonly missing: number }> {
  const bytes = connection('upload_chunk')
    .select('upload')
    .sum({ bytes: connection.raw('length(bytes)') });
  const row = (await connection('agency_document as d')
    .leftJoin('upload as u', (join) => join.on('u.id', 'd.file').andOnNotNull('u.complete_at'))
    .leftJoin(bytes.groupBy('upload').as('c'), 'c.upload', 'u.id')
    .whereNotNull('d.file')
    .select(
      connection.raw(
        'count(*) as files, count(case when c.bytes = u.size and u.size = d.file_size and u.sha256 = d.file_sha256 then 1 end) as found',
      ),
    )
    .first()) as { files: number | string; found: number | string } | undefined;
  const files = Number(row?.files ?? 0);
  return { files, missing: files - Number(row?.found ?? 0) };
}
