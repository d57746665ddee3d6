import { randomBytes } from 'node:crypto';

/**
 * The token of a form in another guise each time it is written into a page: the same secret in every answer could be guessed piece by piece
 * from how well the answers can be squeezed.
 */
export function disguised(token: string): string {
  const bytes = Buffer.from(token);
  const pad = randomBytes(bytes.length);
  return `~${Buffer.concat([pad, mixed(bytes, pad)]).toString('base64url')}`;
}

/** The token itself; what was never disguised is left as it is. */
export function undisguised(given: string): string {
  if (!given.startsWith('~')) return given;
  const both = Buffer.from(given.slice(1), 'base64url');
  const half = both.length >> 1;
  return mixed(both.subarray(half), both.subarray(0, half)).toString();
}

function mixed(bytes: Buffer, pad: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, index) => byte ^ (pad[index] ?? 0)));
}
