import { gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

/** Below this the head of the answer weighs more than what is saved. */
const least = 1024;
/** measured on our pages: 0.1 to 0.3 ms, 38 % of the bytes; level 6 saves 1 % more, brotli 4 2 to 6 % for up to twice the time */
const level = 4;

/**
 * Pages that everybody may see and that hold nothing of anybody: what is typed comes back on others, beside names or secrets, and how well
 * such an answer can be squeezed tells what is in it (BREACH). The token of a form is in another guise each time (`middleware/form-token.ts`).
 */
const open =
  /^\/(?:(?:services|sites)(?:\/[\w-]+)?|online|privacy|accessibility|book(?:\/(?:checklist|site|time))?)?$/;

const kept = new WeakMap<Buffer, Buffer>();

/** A page that may be squeezed, to whoever reads it directly: a proxy before us does it for all of us. */
export function isOpenPage(request: Request): boolean {
  return open.test(request.path);
}

/** Ends the answer with a text, squeezed where that pays. A buffer that is sent again and again is squeezed once. */
export function endSqueezed(response: Response, body: string | Buffer): void {
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.length;
  const direct = response.app.get('trust proxy') === 0;
  const pays = direct && bytes >= least;
  if (pays) response.vary('Accept-Encoding');
  if (pays && response.req.acceptsEncodings('gzip', 'identity') === 'gzip') {
    response.set('Content-Encoding', 'gzip');
    const squeezed = squeeze(body);
    end(response, squeezed, squeezed.length);
  } else end(response, body, bytes);
}

function squeeze(body: string | Buffer): Buffer {
  const known = typeof body === 'string' ? undefined : kept.get(body);
  if (known !== undefined) return known;
  const squeezed = gzipSync(body, { level });
  if (typeof body !== 'string') kept.set(body, squeezed);
  return squeezed;
}

function end(response: Response, body: string | Buffer, bytes: number): void {
  response.set('Content-Length', String(bytes));
  response.end(body);
}
