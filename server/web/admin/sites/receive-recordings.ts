import type { Request, Response } from 'express';
import multer from 'multer';
import { accept, type Outcome, refuse } from '../../../domain/outcome.ts';
import { fragments } from '../../../domain/queue/screens/fragments.ts';
import { largestRecording } from '../../../domain/queue/screens/recording.ts';

export interface ReceivedRecordings {
  readonly language: string;
  /** what was read, in the studio */
  readonly prompt: string;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

// one byte more than is allowed, so that a file of exactly the limit is whole
const receive = multer({
  storage: multer.memoryStorage(),
  limits: {
    fileSize: largestRecording + 1,
    files: fragments.length,
    fields: 5,
    fieldSize: 1024,
    fieldNameSize: 100,
    headerPairs: 50,
  },
  defParamCharset: 'utf8',
}).array('files');

/** The files of the form. Called when the sender is known to be allowed to send them. Refuses with upload_empty, upload_too_big, malformed_body. */
export function receiveRecordings(
  request: Request,
  response: Response,
): Promise<Outcome<ReceivedRecordings>> {
  return new Promise((resolve) => {
    receive(request, response, (error: unknown) => {
      const files = Array.isArray(request.files) ? request.files : [];
      const { language, prompt } = (request.body ?? {}) as Readonly<Record<string, unknown>>;
      if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE')
        resolve(refuse('upload_too_big', { name: '' }));
      else if (error) resolve(refuse('malformed_body'));
      else if (files.length === 0) resolve(refuse('upload_empty', { name: '' }));
      else
        resolve(
          accept({
            language: String(language),
            prompt: String(prompt),
            files: files.map(({ originalname, buffer }) => ({ name: originalname, bytes: buffer })),
          }),
        );
    });
  });
}
