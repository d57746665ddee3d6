import { DeliveryError } from './channel.ts';

export interface HttpRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** milliseconds */
  readonly patience: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

const mostRead = 16_384;

/** POSTs and reads the beginning of the answer. Does not follow redirects: what was signed for one host is for no other. */
export async function post({ url, headers, body, patience }: HttpRequest): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(patience);
  try {
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    return { status: response.status, text: await beginningOf(response) };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new DeliveryError(`no answer in ${patience} ms`);
    const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : '';
    throw new DeliveryError(`${error instanceof Error ? error.message : String(error)}${cause}`);
  }
}

async function beginningOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    parts.push(part);
    size += part.length;
    if (size >= mostRead) break;
  }
  return Buffer.concat(parts).subarray(0, mostRead).toString('utf8');
}
