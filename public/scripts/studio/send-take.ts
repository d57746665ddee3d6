import { type Sound, toWave } from '../../../server/domain/sound/wave.ts';

/** ms: what is not kept by then is sent again by hand */
const patience = 10_000;

/** Where the take can be heard, or a sentence about it. */
interface Told {
  readonly address?: string;
  readonly state?: string;
  readonly message?: string;
}

/** What the server says of a take; null: nothing that can be understood, because the network or the server is away. */
export async function sendTake(to: string, prompt: string, take: Sound): Promise<Told | 'signed out' | null> {
  const form = new FormData();
  form.append('prompt', prompt);
  form.append('files', new Blob([new Uint8Array(toWave(take))], { type: 'audio/wav' }), 'take.wav');
  try {
    const signal = AbortSignal.timeout(patience);
    const answer = await fetch(to, {
      method: 'POST',
      body: form,
      headers: { Accept: 'application/json' },
      signal,
    });
    if (answer.status >= 500) return null;
    const isJson = answer.headers.get('Content-Type')?.includes('json') ?? false;
    return isJson ? ((await answer.json()) as Told) : 'signed out';
  } catch {
    return null;
  }
}
