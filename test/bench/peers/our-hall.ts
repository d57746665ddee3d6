import { Visits } from '../visits.ts';
import { type Peer, textOf } from './peer.ts';

const site = 'BJ-TSY';

interface Slot {
  readonly start: string;
  readonly free: number;
}

/** A hall of ours, at an address. */
export async function ourHall(url: string): Promise<Peer> {
  const slots = `${url}/api/v1/sites/${site}/slots?service=RENEW`;
  const read = async (address: string) =>
    JSON.parse(await textOf(await fetch(address))) as { days: { date: string; slots: Slot[] }[] };
  const visits = await Visits.at(url, [site]);
  const open = (await read(slots)).days.filter((day) => day.slots.length > 0);
  const book = (body: object): Promise<Response> =>
    fetch(`${url}/api/v1/bookings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    name: 'ours',
    page: async () => void (await textOf(await fetch(`${url}/book`))),
    hours: async (nth) => {
      const { date } = open[nth % open.length] ?? { date: '' };
      await textOf(await fetch(`${slots}&from=${date}&to=${date}`));
    },
    month: async () => void (await textOf(await fetch(slots))),
    register: async () => void (await textOf(await book(visits.next()))),
    sold: async (wanted) => {
      const last = (await read(slots)).days.flatMap((day) => day.slots).at(-1);
      if (last === undefined) throw new Error(`${url}: nothing is free`);
      const visit = (): object => ({ ...visits.next(), start: last.start });
      for (let left = last.free; left > 1; left -= 1) await textOf(await book(visit()));
      const answers = await Promise.all(Array.from({ length: wanted }, () => book(visit())));
      return answers.filter(({ status }) => status === 201).length;
    },
  };
}
