/** Milliseconds. */
const answerWithin = 5000;
const doubtAfter = 3000;
const giveUpAfter = 15_000;
const longestPause = 3000;

export interface Insistence {
  /** once, when it cannot be taken for done any more: no answer in three seconds, none at all, or "not at the moment" */
  readonly doubted: () => void;
  /** nobody wants the answer any more */
  readonly signal: AbortSignal;
}

/**
 * Sends a form again and again for a quarter of a minute while the server does not answer or says that it cannot be done at the moment
 * (503). Only for forms that say which one they are: the server does each once, and answers the same. Throws when no answer comes.
 */
export async function insist(
  address: string,
  init: RequestInit,
  { doubted, signal }: Insistence,
): Promise<Response> {
  const began = performance.now();
  const doubt = setTimeout(doubted, doubtAfter);
  try {
    for (;;) {
      const answer = await once(address, init, signal);
      if (answer !== null && answer.status !== 503) return answer;
      doubted();
      const wanted = Number(answer?.headers.get('Retry-After') ?? '1') * 1000;
      const pause = Math.min(longestPause, Math.max(1000, wanted));
      if (signal.aborted || performance.now() + pause - began > giveUpAfter) throw new Error('no answer');
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  } finally {
    clearTimeout(doubt);
  }
}

async function once(address: string, init: RequestInit, signal: AbortSignal): Promise<Response | null> {
  try {
    return await fetch(address, {
      ...init,
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithin)]),
    });
  } catch {
    return null;
  }
}
