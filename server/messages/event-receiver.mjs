// A receiver of events: node event-receiver.mjs, with EVENT_KEY (shown once, when the subscriber was made) and PORT. It needs nothing but Node.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { EVENT_KEY: key = '', PORT: port = '8080' } = process.env;
if (key === '') throw new Error('EVENT_KEY is the secret that was shown when the subscriber was made');
/** Seconds: an older delivery may be somebody's who has seen one and plays it again. */
const oldest = 300;
const seen = new Set();
/** by site: the highest number so far; what comes with a lower one is late, or is sent again */
const last = new Map();

/** "v1=" and the hex HMAC-SHA256 of "<timestamp>.<body>", of the body's bytes as they came. */
function isOurs(headers, body) {
  const timestamp = String(headers['x-hall-timestamp']);
  if (!/^\d+$/.test(timestamp) || Math.abs(Date.now() / 1000 - Number(timestamp)) > oldest) return false;
  const expected = `v1=${createHmac('sha256', key).update(`${timestamp}.`).update(body).digest('hex')}`;
  const given = Buffer.from(String(headers['x-hall-signature']));
  return given.length === expected.length && timingSafeEqual(given, Buffer.from(expected));
}

const server = createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const body = Buffer.concat(parts);
  if (!isOurs(request.headers, body)) return response.writeHead(401).end();
  const { id, type, site, sequence, data } = JSON.parse(body.toString('utf8'));
  // at least once: what was answered too late, or is replayed, comes again under the same id
  if (!seen.has(id)) {
    const inOrder = sequence > (last.get(site) ?? 0);
    if (inOrder) last.set(site, sequence);
    console.log(JSON.stringify({ type, site, sequence, inOrder, data }));
  }
  seen.add(id);
  response.writeHead(204).end();
});
server.listen(Number(port), () => console.log(`listens on ${server.address().port}`));
