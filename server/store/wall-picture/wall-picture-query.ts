import type { Knex } from 'knex';
import type { WallPicture } from '../../domain/queue/screens/wall-picture.ts';

/** The pictures of a site, without their bytes, in the order in which they came. */
export async function wallPicturesOf(connection: Knex, site: string): Promise<WallPicture[]> {
  const rows = await connection('wall_picture')
    .where({ site })
    .orderBy(['uploaded_at', 'sha256'])
    .select('site', 'sha256', 'kind', 'name', 'size', 'uploaded_at');
  return rows.map(({ uploaded_at: uploadedAt, ...row }) => ({ ...row, uploadedAt }));
}

/** The bytes of a picture of a site by their SHA-256 in hex; null: there is none. */
export async function wallPictureBytes(
  connection: Knex,
  site: string,
  sha256: string,
): Promise<Buffer | null> {
  const row = await connection('wall_picture').where({ site, sha256 }).first('bytes');
  return row === undefined ? null : row.bytes;
}
