import { createHash, createHmac } from 'node:crypto';

export interface TencentCall {
  readonly service: string;
  readonly host: string;
  readonly action: string;
  readonly body: string;
  readonly secretId: string;
  readonly secretKey: string;
  /** epoch ms */
  readonly now: number;
}

const contentType = 'application/json; charset=utf-8';
const signedHeaders = 'content-type;host';

/** The Authorization header of a Tencent Cloud API 3.0 call, signed by TC3-HMAC-SHA256, with the headers that it covers. */
export function signTencent(call: TencentCall): Record<string, string> {
  const timestamp = Math.floor(call.now / 1000);
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10);
  const request = [
    'POST',
    '/',
    '',
    `content-type:${contentType}`,
    `host:${call.host}`,
    '',
    signedHeaders,
    sha256(call.body),
  ].join('\n');
  const scope = `${date}/${call.service}/tc3_request`;
  const key = [date, call.service, 'tc3_request'].reduce<Buffer | string>(hmac, `TC3${call.secretKey}`);
  const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(request)}`).toString('hex');
  return {
    'content-type': contentType,
    'x-tc-action': call.action,
    'x-tc-timestamp': String(timestamp),
    authorization: `TC3-HMAC-SHA256 Credential=${call.secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
