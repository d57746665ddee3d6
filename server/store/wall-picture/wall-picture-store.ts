import type { Knex } from 'knex';
import { mostPictures, type WallPicture } from '../../domain/queue/screens/wall-picture.ts';
import { formatActor, type Who } from '../../domain/staff/actor.ts';

/**
 * Keeps a picture; one that is there already stays as it is. Answers whether there was room for it: two that come at once are counted one
 * after the other.
 */
export async function writeWallPicture(
  connection: Knex,
  { uploadedAt, ...picture }: WallPicture & { readonly bytes: Uint8Array },
  by: Who,
): Promise<boolean> {
  const { site, sha256 } = picture;
  return connection.transaction(async (transaction) => {
    // the site's row is the lock
    await transaction('site')
      .where({ code: site })
      .update({ code: transaction.ref('code') });
    const others = await transaction('wall_picture').where({ site }).whereNot({ sha256 }).select('sha256');
    if (others.length >= mostPictures) return false;
    const row = { ...picture, bytes: Buffer.from(picture.bytes) };
    await transaction('wall_picture')
      .insert({ ...row, uploaded_at: uploadedAt, uploaded_by: formatActor(by) })
      .onConflict(['site', 'sha256'])
      .ignore();
    return true;
  });
}

/** Answers whether there was one. */
export async function deleteWallPicture(connection: Knex, site: string, sha256: string): Promise<boolean> {
  return (await connection('wall_picture').where({ site, sha256 }).delete()) > 0;
}
