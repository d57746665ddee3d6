import type { Request, Response } from 'express';
import multer from 'multer';
import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import { largestTable } from './read-table.ts';

/** A file to be looked at, or the lines of one that was, to be written. */
export interface ReceivedImport {
  readonly file: Uint8Array | null;
  readonly fields: Readonly<Record<string, unknown>>;
}

// one byte more than is allowed, so that a file of exactly the limit is whole
const receive = multer({
  storage: multer.memoryStorage(),
  limits: {
    ...{ fileSize: largestTable + 1, files: 1 },
    ...{ fields: 6, fieldSize: 2 * largestTable, fieldNameSize: 100, headerPairs: 50 },
  },
  defParamCharset: 'utf8',
}).single('file');

/** Called when the sender is known to be allowed to send it. Refuses with upload_too_big and malformed_body. */
export function receiveImport(request: Request, response: Response): Promise<Outcome<ReceivedImport>> {
  return new Promise((resolve) => {
    receive(request, response, (error: unknown) => {
      if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE')
        resolve(refuse('upload_too_big'));
      else if (error) resolve(refuse('malformed_body'));
      else {
        const file = request.file?.buffer ?? null;
        resolve(accept({ file: file?.length === 0 ? null : file, fields: { ...request.body } }));
      }
    });
  });
}
