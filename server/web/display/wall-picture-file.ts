import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { type PictureKind, pictureTypes } from '../../domain/queue/screens/wall-picture.ts';
import { wallPictureBytes } from '../../store/wall-picture/wall-picture-query.ts';

/** A branch's own picture or video, under the hash of its bytes. Whole, always: a wall keeps it and plays it from there. */
export function wallPictureFile(system: System): RequestHandler<{ site: string; file: string }> {
  return async (request, response, next) => {
    const [sha256 = '', ending = ''] = request.params.file.split('.');
    const type = Object.hasOwn(pictureTypes, ending) ? pictureTypes[ending as PictureKind] : undefined;
    if (type === undefined || !/^[0-9a-f]{64}$/.test(sha256)) return next();
    const bytes = await wallPictureBytes(system.database.reader, request.params.site, sha256);
    if (bytes === null) return next();
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(bytes);
  };
}
