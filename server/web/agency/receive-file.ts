import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Request, RequestHandler, Response } from 'express';
import multer, { type StorageEngine } from 'multer';
import type { ArrivedFile } from '../../actions/agency/upload-document.ts';
import { largestFile } from '../../domain/agency/file-kind.ts';
import { accept, type Outcome, refuse } from '../../domain/outcome.ts';

export type ReceiveFile = (request: Request, response: Response) => Promise<Outcome<ArrivedFile>>;

/**
 * Receives the one file of a form into a folder, where nobody else may read it; to be called when the sender is known to be allowed to
 * send it, and followed by `discardFile`. Refuses with upload_empty, upload_too_big, malformed_body.
 */
export function fileReceiver(folder: string): ReceiveFile {
  const receive: RequestHandler = multer({
    storage: intoFolder(folder),
    // one byte more than is allowed, so that a file of exactly the limit is whole
    limits: {
      fileSize: largestFile + 1,
      files: 1,
      fields: 5,
      fieldSize: 1024,
      fieldNameSize: 100,
      headerPairs: 50,
    },
    defParamCharset: 'utf8',
  }).single('file');
  return (request, response) =>
    new Promise((resolve, reject) => {
      receive(request, response, (error: unknown) => {
        const { file } = request;
        if (error instanceof multer.MulterError && error.code === 'LIMIT_FILE_SIZE')
          resolve(refuse('upload_too_big'));
        else if (error instanceof CannotKeep) reject(error.cause);
        else if (error) resolve(refuse('malformed_body'));
        else if (file === undefined) resolve(refuse('upload_empty'));
        else resolve(accept({ path: file.path, name: file.originalname }));
      });
    });
}

/** Whatever became of it, it does not lie there any longer. */
export async function discardFile({ path }: ArrivedFile): Promise<void> {
  await rm(path, { force: true });
}

/** It is our disk that fails, not the sender. */
class CannotKeep extends Error {}

function intoFolder(folder: string): StorageEngine {
  return {
    _handleFile(_request, file, done) {
      const path = join(folder, randomUUID());
      const arrive = async (): Promise<void> => {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await pipeline(file.stream, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
      };
      arrive().then(
        () => done(null, { path }),
        async (error: NodeJS.ErrnoException) => {
          await rm(path, { force: true }).catch(() => {});
          done(
            error.syscall === undefined
              ? error
              : new CannotKeep('a file could not be kept', { cause: error }),
          );
        },
      );
    },
    _removeFile(_request, file, done) {
      rm(file.path, { force: true }).then(() => done(null), done);
    },
  };
}
