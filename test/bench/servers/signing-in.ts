import { Clerk } from '../clerk.ts';
import { answer, settingsOf } from './answering.ts';

/** The machines of an office, in a process of their own: what they do must not hold up whoever measures. */
const { url, clerks, password } = settingsOf<{ url: string; clerks: number; password: string }>();

let refused: readonly Clerk[] = [];
const all = Array.from({ length: clerks }, (_, i) => new Clerk(url, `clerk-${i}`, password));

answer(url, {
  // the first time at a machine they are strangers, who wait for one another
  first: async () => {
    let times = 0;
    for (const clerk of all) times += await clerk.signIn();
    return times;
  },
  /** everybody once; how many were told to come again */
  atOnce: async () => {
    const waits = await Promise.all(all.map((clerk) => clerk.ask()));
    refused = all.filter((_clerk, n) => waits[n] !== null);
    return refused.length;
  },
  /** those who were told to */
  again: async () => void (await Promise.all(refused.map((clerk) => clerk.signIn()))),
});
