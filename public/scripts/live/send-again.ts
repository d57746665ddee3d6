/** Milliseconds. */
const shortest = 1000;
const longest = 5000;
const answerWithin = 12_000;
const tries = 3;

/**
 * Sends a form, and again, a few times, while the server says that it cannot be done at the moment (503). Only for forms that say which one
 * they are: the server does each once, and answers the same.
 */
export async function sendAgain(address: string, init: RequestInit): Promise<Response> {
  for (let left = tries; ; left -= 1) {
    const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(answerWithin) });
    if (answer.status !== 503 || left === 0) return answer;
    const wanted = Number(answer.headers.get('Retry-After') ?? '1') * 1000;
    const pause = Math.min(longest, Math.max(shortest, wanted));
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
