import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

interface Challenge {
  readonly parameters: {
    readonly nonce: string;
    readonly salt: string;
    readonly cost: number;
    readonly keyPrefix: string;
  };
}

/** so many tries in one piece, so that the page stays lively */
const atOnce = 400;

/** Counts up until the hash of challenge and number begins as asked for; the answer goes to the server as it is. */
async function solved(challenge: Challenge): Promise<string> {
  const { nonce, salt, cost, keyPrefix } = challenge.parameters;
  const head = [...hexToBytes(salt), ...hexToBytes(nonce)];
  const input = new Uint8Array([...head, 0, 0, 0, 0]);
  const number = new DataView(input.buffer);
  const wanted = hexToBytes(keyPrefix);
  for (let counter = 0; ; counter += 1) {
    if (counter % atOnce === 0) await new Promise((resolve) => setTimeout(resolve));
    number.setUint32(head.length, counter);
    let key = sha256(input);
    for (let round = 1; round < cost; round += 1) key = sha256(key);
    if (wanted.every((byte, k) => byte === key[k]))
      return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey: bytesToHex(key) } }));
  }
}

/** While demand is high: works as soon as the page is there, and lets forms wait until it is done. */
export function doWork(): void {
  const notice = document.getElementById('work');
  const challenge = notice?.dataset['work'];
  if (notice === null || challenge === undefined) return;
  const say = notice.querySelector<HTMLElement>('.work__say');
  // only a script works
  if (say !== null) say.hidden = false;
  let answer: string | null = null;
  let waiting: { form: HTMLFormElement; by: HTMLElement | null } | null = null;

  function send(form: HTMLFormElement, by: HTMLElement | null): void {
    form.requestSubmit(by);
  }

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post') return;
    if (answer === null) {
      event.preventDefault();
      waiting = { form, by: event.submitter };
      if (say !== null) say.textContent = notice.dataset['on'] ?? '';
      return;
    }
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'work';
    field.value = answer;
    form.append(field);
  });

  void solved(JSON.parse(challenge)).then((work) => {
    answer = work;
    if (say !== null) say.textContent = notice.dataset['done'] ?? '';
    const next = document.getElementById(notice.dataset['continues'] ?? '');
    if (waiting !== null) send(waiting.form, waiting.by);
    else if (next instanceof HTMLFormElement) send(next, null);
  });
}
