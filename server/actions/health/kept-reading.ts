import { elapsed } from '../../clock.ts';

/**
 * A reading that costs something, taken anew when somebody asks and the last one is older than `keptFor`. Null when it failed or took longer
 * than `patience` (both milliseconds): numbers that are not there say more than old ones.
 */
export function keptReading<Reading>(
  keptFor: number,
  patience: number,
  read: () => Promise<Reading>,
): () => Promise<Reading | null> {
  let last: { readonly at: number; readonly answer: Promise<Reading | null> } | null = null;
  return () => {
    if (last === null || elapsed() - last.at > keptFor)
      last = { at: elapsed(), answer: orNull(read(), patience) };
    return last.answer;
  };
}

async function orNull<Reading>(reading: Promise<Reading>, patience: number): Promise<Reading | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((give) => {
    timer = setTimeout(() => give(null), patience);
  });
  const answer = await Promise.race([reading.catch(() => null), late]);
  clearTimeout(timer);
  return answer;
}
