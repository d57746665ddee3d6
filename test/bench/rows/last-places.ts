import { Agent, request } from 'node:http';
import type { Engine } from '../../../server/store/database.ts';
import { alternate, timed } from '../measure.ts';
import type { Row } from '../row.ts';
import { Visits } from '../visits.ts';

const atOnce = 100;
const agent = new Agent({ keepAlive: true, maxSockets: atOnce });

function post(url: string, body: object): Promise<number> {
  return new Promise((answered, failed) => {
    const sent = request(`${url}/api/v1/bookings`, {
      agent,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    sent.once('error', failed);
    sent.once('response', (response) => {
      response.resume().once('end', () => answered(response.statusCode ?? 0));
    });
    sent.end(JSON.stringify(body));
  });
}

function lastPlaces(engine: Engine): Row {
  return {
    id: `last-places-${engine}`,
    ours: `100 at once for the last 5 places, time for all [${engine}]`,
    against: 'one interactive SELECT … FOR UPDATE transaction each',
    target: { atMost: 0.5 },
    async run(office) {
      const [own, other] = await Promise.all([office.database(engine, 5), office.database(engine, 5)]);
      const [hall, bare] = await Promise.all([office.hall(own.url), office.hall(other.url, 'interactive')]);
      let time = 0;
      const round = (url: string, visits: Visits) => async () => {
        time += 1;
        const bodies = Array.from({ length: atOnce }, () => visits.at(time));
        let statuses: number[] = [];
        const taken = await timed(async () => {
          statuses = await Promise.all(bodies.map((body) => post(url, body)));
        });
        const booked = statuses.filter((status) => status === 201).length;
        if (booked !== 5) throw new Error(`${booked} booked, ${engine}`);
        return taken;
      };
      const sides = {
        ours: round(hall.url, await Visits.at(hall.url, ['BJ-TSY'])),
        bare: round(bare.url, await Visits.at(bare.url, ['BJ-TSY'])),
      };
      // connections are made and code is warm before it counts
      await alternate(office.pick(4, 2), 'ms', sides);
      const measured = await alternate(office.pick(25, 5), 'ms', sides);
      return { ...measured, note: 'not measured: HTTP, other bookings meanwhile' };
    },
  };
}

export const lastPlacesSqlite = lastPlaces('sqlite');
export const lastPlacesPostgres = lastPlaces('postgres');
