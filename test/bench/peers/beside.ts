import { median } from '../measure.ts';
import type { Peer } from './peer.ts';

interface Operation {
  readonly name: string;
  readonly clients: number;
  ask(peer: Peer, nth: number): Promise<void>;
}

const operations: readonly Operation[] = [
  { name: 'booking page', clients: 10, ask: (peer) => peer.page() },
  { name: 'hours of a day', clients: 1, ask: (peer, nth) => peer.hours(nth) },
  { name: 'hours of a day', clients: 10, ask: (peer, nth) => peer.hours(nth) },
  { name: 'free month', clients: 1, ask: (peer) => peer.month() },
  { name: 'free month', clients: 10, ask: (peer) => peer.month() },
  { name: 'register', clients: 1, ask: (peer) => peer.register() },
];

export interface BesideOptions {
  readonly rounds: number;
  /** of each side in a round, milliseconds */
  readonly milliseconds: number;
  tell(line: string): void;
}

const wanted = 50;

/** Both sides in turn, round by round: answers a second, and of so many who want one place at once how many got it. */
export async function beside(
  ours: Peer,
  other: Peer,
  { rounds, milliseconds, tell }: BesideOptions,
): Promise<void> {
  for (const operation of operations) {
    const own: number[] = [];
    const their: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      own.push(await rate(operation, ours, milliseconds));
      their.push(await rate(operation, other, milliseconds));
    }
    const ratios = own.map((value, round) => value / (their[round] ?? Number.NaN));
    const clients = operation.clients === 1 ? '1 client' : `${operation.clients} clients`;
    tell(
      `${operation.name}, ${clients}: ${median(own).toFixed(1)} against ${median(their).toFixed(1)} a second, ${median(ratios).toFixed(1)} × (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)})`,
    );
  }
  tell(`one place, ${wanted} at once: sold ${await ours.sold(wanted)} and ${await other.sold(wanted)} times`);
}

async function rate({ clients, ask }: Operation, peer: Peer, milliseconds: number): Promise<number> {
  const began = performance.now();
  let answered = 0;
  const client = async (): Promise<void> => {
    do {
      answered += 1;
      await ask(peer, answered);
    } while (performance.now() - began < milliseconds);
  };
  await Promise.all(Array.from({ length: clients }, client));
  return (answered * 1000) / (performance.now() - began);
}
