import { createHmac } from 'node:crypto';

/** Hex HMAC-SHA256 of "<timestamp>.<body>", the timestamp (epoch seconds) is signed too, so that an old delivery cannot be played again. */
export function hookSignature(key: string, timestamp: number, body: string): string {
  return createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex');
}
