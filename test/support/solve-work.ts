import { hash } from 'node:crypto';

const sha256 = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer');

/** Does the work of a challenge as a browser's script does it. */
export async function solveWork(challenge: {
  readonly parameters: Readonly<Record<string, unknown>>;
}): Promise<string> {
  const { nonce, salt, cost, keyPrefix } = challenge.parameters;
  const head = Buffer.from(`${salt}${nonce}`, 'hex');
  const input = Buffer.concat([head, Buffer.alloc(4)]);
  for (let counter = 0; ; counter += 1) {
    if (counter % 2000 === 0) await new Promise((resolve) => setImmediate(resolve));
    input.writeUInt32BE(counter, head.length);
    let key = sha256(input);
    for (let round = 1; round < Number(cost); round += 1) key = sha256(key);
    const derivedKey = key.toString('hex');
    if (derivedKey.startsWith(String(keyPrefix)))
      return Buffer.from(JSON.stringify({ challenge, solution: { counter, derivedKey } })).toString('base64');
  }
}

/** The challenge that a page shows; null: none. */
export function workOn(text: string): { readonly parameters: Readonly<Record<string, unknown>> } | null {
  const [, json] = /data-work="([^"]+)"/.exec(text) ?? [];
  return json === undefined ? null : JSON.parse(json.replaceAll('&#34;', '"').replaceAll('&quot;', '"'));
}
