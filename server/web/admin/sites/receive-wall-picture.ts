import type { Request, Response } from 'express';
import multer from 'multer';
import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import { largestVideo } from '../../../domain/queue/screens/wall-picture.ts';

export interface ReceivedPicture {
  readonly name: string;
  readonly bytes: Uint8Array;
}

// one byte more than is allowed, so that a file of exactly the limit is whole
const receive = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: largestVideo + 1,
    files: 1,
    fields: 5,
    fieldSize: 1024,
    fieldNameSize: 100,
    headerPairs: 50,
  },
  defParamCharset: 'utf8',
}).single('file');

/** The file of the form. Called when the sender is known to be allowed to send it. Refuses with upload_empty, upload_too_big, malformed_body. */
export function receiveWallPicture(request: Request, response: Response): Promise<Outcome<ReceivedPicture>> {
  return new Promise((resolve) => {
    receive(request, response, (error: unknown) => {
      const { file } = request;
      if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE')
        resolve(refuse('upload_too_big'));
      else if (error) resolve(refuse('malformed_body'));
      else if (file === undefined) resolve(refuse('upload_empty'));
      else resolve(accept({ name: file.originalname, bytes: file.buffer }));
    });
  });
}
