import type { Child } from './child.ts';
import type { Clerk } from './clerk.ts';
import { alternate, type Measured } from './measure.ts';
import type { Office } from './office.ts';
import type { LoopWatched } from './servers/answering.ts';

/** What is asked once a round, by name. */
export type Kind = readonly [name: string, ask: () => Promise<unknown>];

export function openPage(hall: Child, path: string): Kind {
  const ask = async (): Promise<void> => {
    const answer = await fetch(hall.url + path);
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
  };
  return [path, ask];
}

export function staffPage(clerk: Clerk, path: string): Kind {
  return [path, () => clerk.page(path)];
}

/** The longest piece of computing on the loop of any kind against what is allowed, milliseconds; the note says each, and what an answer costs in all. */
export async function longestPieces(
  office: Office,
  hall: Child,
  kinds: readonly Kind[],
  allowed: number,
): Promise<Measured> {
  const worst = new Map<string, number>();
  const costs = new Map<string, number[]>();
  const round = async (): Promise<number> => {
    for (const [name, ask] of kinds) {
      await hall.ask('watchLoop');
      const before = await hall.ask<number>('computed');
      await ask();
      const cost = ((await hall.ask<number>('computed')) - before) / 1000;
      const { longest } = await hall.ask<LoopWatched>('loopWatched', 100);
      worst.set(name, Math.max(worst.get(name) ?? 0, longest));
      costs.set(name, [...(costs.get(name) ?? []), cost]);
    }
    return Math.max(...worst.values());
  };
  // what is loaded and compiled once is no part of it
  for (let warm = 0; warm < 5; warm += 1) await round();
  costs.clear();
  const measured = await alternate(office.pick(5, 2), 'ms CPU', {
    ours: async () => {
      worst.clear();
      return round();
    },
    bare: async () => allowed,
  });
  const said = [...worst].map(([name, longest]) => {
    const least = Math.min(...(costs.get(name) ?? []));
    return `${name} ${longest.toFixed(0)} of ${least.toFixed(0)}`;
  });
  return { ...measured, note: `ms in a piece of ms in all: ${said.join(', ')}` };
}
