import { writeFileSync } from 'node:fs';
import { alternateByCost, type Served } from '../by-cost.ts';
import { fillBookings } from '../fill.ts';
import { requestsPerSecond } from '../load.ts';
import { alternate } from '../measure.ts';
import type { Office } from '../office.ts';
import type { Row } from '../row.ts';

const asked = '/api/v1/sites/BJ-TSY/slots?service=RENEW&from=2026-11-24&to=2026-12-23';
const near = 960;

async function hallWith(office: Office, bookings: number): Promise<Served & { readonly file: string }> {
  const { url } = await office.database('sqlite');
  await fillBookings(url, 'BJ-TSY:A', bookings, near);
  const hall = await office.hall(url);
  const file = `${url.slice('sqlite:'.length)}.json`;
  const answer = await fetch(hall.url + asked);
  if (!answer.ok) throw new Error(await answer.text());
  writeFileSync(file, await answer.text());
  await requestsPerSecond(hall.url + asked, { connections: 10, seconds: office.pick(1, 0.4) });
  return { child: hall, url: hall.url + asked, file };
}

export const freeSlots: Row = {
  id: 'free-slots',
  ours: '30 days of free slots, 10,000 bookings',
  against: 'bare Express, the same JSON prebuilt',
  target: { atLeast: 0.5 },
  async run(office) {
    const hall = await hallWith(office, 10_000);
    const bare = await office.child('bare-json', { file: hall.file });
    const measured = await alternateByCost(office, { ours: hall, bare: { child: bare, url: bare.url } });
    return { ...measured, note: `${measured.note}; not measured: another question than the last one` };
  },
};

const visits = [
  'RENEW',
  'UNLOCK',
  'REPLACE',
  'ADD_OPERATOR',
  'RENEW:2',
  'UNLOCK:2',
  'UNLOCK:3',
  'REPLACE:2',
  'ADD_OPERATOR:2',
];

/** 450 that differ: of nine visits, from one of five days on, to one of ten. Visits share no day with one another. */
function differentQuestions(): readonly string[] {
  return visits.flatMap((visit) =>
    Array.from({ length: 50 }, (_, number) => {
      const from = `2026-11-${String(24 + (number % 5)).padStart(2, '0')}`;
      const to = `2026-12-${String(18 + Math.floor(number / 5)).padStart(2, '0')}`;
      return `/api/v1/sites/BJ-TSY/slots?service=${visit}&from=${from}&to=${to}`;
    }),
  );
}

export const differentSlots: Row = {
  id: 'free-slots-different',
  ours: 'free slots, 450 different questions in turn',
  against: 'bare Express, one such JSON prebuilt',
  target: { atLeast: 0.35 },
  async run(office) {
    const hall = await hallWith(office, 10_000);
    const bare = await office.child('bare-json', { file: hall.file });
    const paths = differentQuestions();
    const url = new URL(hall.url).origin;
    // each once before, as the first minute of a day does
    for (const path of paths) if (!(await fetch(url + path)).ok) throw new Error(path);
    const ours = { child: hall.child, url, paths };
    const measured = await alternateByCost(office, { ours, bare: { child: bare, url: bare.url } });
    return {
      ...measured,
      note: `${measured.note}; not measured: the very first answer about a visit, and bookings meanwhile`,
    };
  },
};

export const manyBookings: Row = {
  id: 'free-slots-million',
  ours: 'the same with 1,000,000 bookings, time an answer',
  against: 'ours with 10,000',
  target: { atMost: 1.3 },
  async run(office) {
    const [few, many] = await Promise.all([
      hallWith(office, 10_000),
      hallWith(office, office.pick(1_000_000, 100_000)),
    ]);
    const load = { connections: 10, seconds: office.pick(1, 0.4) };
    const each = async (address: string) => 1000 / (await requestsPerSecond(address, load));
    const measured = await alternate(office.pick(8, 1), 'ms/answer', {
      ours: () => each(many.url),
      bare: () => each(few.url),
    });
    return office.quick ? { ...measured, note: '100,000 bookings in a quick run' } : measured;
  },
};
