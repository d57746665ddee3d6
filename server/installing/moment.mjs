// What an address says while the application that will answer there is being installed. Plain Node: nothing else is there yet.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const fileOf = (name) => readFileSync(new URL(`./moment/${name}`, import.meta.url), 'utf8');
const kinds = { html: 'text/html', css: 'text/css', js: 'text/javascript', json: 'application/json' };
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'";

/**
 * Listens until it is closed. progress() → { step, seconds }. Answers { address, close }, or null where it cannot listen: that is no
 * reason not to install, and the application says itself what is wrong with its port.
 */
export async function tellMoment({ port, host, progress }) {
  const server = createServer((request, response) => answer(request, response, progress));
  try {
    server.listen(port, host);
    await once(server, 'listening');
  } catch {
    return null;
  }
  const { port: taken } = server.address();
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

function answer({ url = '/', headers, method }, response, progress) {
  const [path] = url.split('?');
  const send = (status, kind, text) => {
    response.writeHead(status, {
      'Content-Type': `${kinds[kind]}; charset=utf-8`,
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy,
      'X-Content-Type-Options': 'nosniff',
      ...(status === 503 && { 'Retry-After': '5' }),
      // the application takes the port over: nobody may stay on a connection to this one
      Connection: 'close',
    });
    response.end(method === 'HEAD' ? undefined : text);
  };
  if (path === '/moment.css' || path === '/moment.js')
    return send(200, path.split('.')[1], fileOf(path.slice(1)));
  const asksForPage = headers.accept?.includes('text/html') && !path.startsWith('/api/');
  if (!asksForPage) return send(503, 'json', JSON.stringify({ code: 'installing', ...progress() }));
  send(503, 'html', fileOf('moment.html'));
}
