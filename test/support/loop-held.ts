import { existsSync, readFileSync } from 'node:fs';

const used = '/proc/thread-self/schedstat';

/** Milliseconds that this thread has computed: what others compute meanwhile does not count where the system tells. */
function computed(): number {
  return existsSync(used) ? Number(readFileSync(used, 'utf8').split(' ')[0]) / 1e6 : performance.now();
}

/** The longest time for which the loop served nobody else while something ran, milliseconds, and what it answers. */
export async function loopHeld<T>(
  run: () => Promise<T>,
): Promise<{ readonly longest: number; readonly answer: T }> {
  let longest = 0;
  let since = computed();
  const look = (): void => {
    const now = computed();
    longest = Math.max(longest, now - since);
    since = now;
  };
  const timer = setInterval(look, 1);
  try {
    const answer = await run();
    look();
    return { answer, longest };
  } finally {
    clearInterval(timer);
  }
}
