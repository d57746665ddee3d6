// A receiver of the webhook, for a branch's own gateway: node webhook-receiver.mjs, with WEBHOOK_KEY and PORT. It needs nothing but Node.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { WEBHOOK_KEY: key = '', PORT: port = '8080' } = process.env;
if (key === '') throw new Error('WEBHOOK_KEY is the secret that was entered on the page of the channel');
/** Seconds: an older delivery may be somebody's who has seen one and plays it again. */
const oldest = 300;
const seen = new Set();

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
  const { id, recipient, text } = JSON.parse(body.toString('utf8'));
  // what was answered too late comes again under the same id
  if (!seen.has(id)) console.log(JSON.stringify({ id, recipient, text }));
  seen.add(id);
  response.writeHead(204).end();
});
server.listen(Number(port), () => console.log(`listens on ${server.address().port}`));
