import { parseArgs } from 'node:util';
import { Office } from '../office.ts';
import { beside } from './beside.ts';
import { easyAppointments } from './easy-appointments.ts';
import { ourHall } from './our-hall.ts';

const needs = `Measures what visitors ask of a hall of ours beside an Easy!Appointments that runs on this machine:
  npm run bench:peers -- --peer http://127.0.0.1:8080 [--provider ID] [--service ID] [--from 2026-12-01] [--rounds 3] [--seconds 2]
or PEER_URL=http://127.0.0.1:8080 npm run bench:peers. It needs version 1.5, installed, with a provider who offers a
service to one visitor at a time, and neither captcha nor rate limit. It books: give it a database that nobody needs.`;

const { values } = parseArgs({
  options: {
    peer: { type: 'string' },
    provider: { type: 'string' },
    service: { type: 'string' },
    from: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '2' },
  },
});
const url = (values.peer ?? process.env['PEER_URL'] ?? '').replace(/\/+$/, '');

if (url === '') {
  console.error(needs);
  process.exit(2);
}
// both share one machine, or nothing is compared; and nobody else's is loaded
if (!['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)) {
  console.error(`${url} is not on this machine.\n${needs}`);
  process.exit(2);
}
const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
const office = new Office(false);
try {
  const { provider, service, from = tomorrow } = values;
  const other = await easyAppointments({ url, provider, service, from });
  const hall = await office.hall((await office.database('sqlite', 50)).url);
  const ours = await ourHall(hall.url);
  const milliseconds = Number(values.seconds) * 1000;
  await beside(ours, other, { rounds: Number(values.rounds), milliseconds, tell: console.log });
} finally {
  await office.close();
}
process.exit(0);
