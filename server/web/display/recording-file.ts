import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import { type SoundKind, soundTypes } from '../../domain/queue/screens/recording.ts';
import { recordingBytes } from '../../store/recording/recording-query.ts';

/** A branch's own recording, under the hash of its bytes. */
export function recordingFile(system: System): RequestHandler<{ site: string; file: string }> {
  return async (request, response, next) => {
    const [sha256 = '', ending = ''] = request.params.file.split('.');
    const type = Object.hasOwn(soundTypes, ending) ? soundTypes[ending as SoundKind] : undefined;
    if (type === undefined || !/^[0-9a-f]{64}$/.test(sha256)) return next();
    const bytes = await recordingBytes(system.database.reader, request.params.site, sha256);
    if (bytes === null) return next();
    response.set('Cache-Control', 'public, max-age=31536000, immutable').type(type).send(bytes);
  };
}
