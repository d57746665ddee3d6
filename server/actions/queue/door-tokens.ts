import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { type DoorCode, formatDoorCode, parseDoorCode } from '../../domain/queue/hall/door-code.ts';

/** Signs the codes at the doors: whoever has not this installation's secret makes none. */
export interface DoorTokens {
  sign(code: DoorCode): string;
  /** null: not signed here, or changed. Whether it is still good is another question. */
  open(token: string): DoorCode | null;
}

const signatureLength = 22;

/** The key comes from SESSION_SECRET and is of use for nothing else. */
export function makeDoorTokens(sessionSecret: string): DoorTokens {
  const key = createHash('sha256').update(`door:${sessionSecret}`).digest();
  const signatureOf = (text: string): string =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, signatureLength);
  return {
    sign: (code) => {
      const text = formatDoorCode(code);
      return `${text}.${signatureOf(text)}`;
    },
    open: (token) => {
      const text = token.slice(0, -signatureLength - 1);
      const wanted = Buffer.from(`${text}.${signatureOf(text)}`);
      const given = Buffer.from(token);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return null;
      return parseDoorCode(text);
    },
  };
}
