import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server as SocketServer } from 'socket.io';
import { io } from 'socket.io-client';
import { type Front, makeFront } from '../../server/dev/front.ts';

const page = '<!doctype html><html><head><title>取号</title></head><body>等候</body></html>';

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

describe('the front of a server that is worked on', () => {
  let behind: Server;
  let sockets: SocketServer;
  let front: Front;
  let url = '';

  beforeEach(async () => {
    behind = createServer((request, response) => {
      const type = request.url === '/page' ? 'text/html; charset=utf-8' : 'application/json';
      const body = request.url === '/page' ? page : JSON.stringify({ head: '</head>' });
      response.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) }).end(body);
    });
    sockets = new SocketServer(behind);
    front = makeFront(await listening(behind));
    url = `http://127.0.0.1:${await listening(front.server)}`;
  });
  afterEach(async () => {
    front.server.closeAllConnections();
    front.server.close();
    await sockets.close();
  });

  it('adds one script of the same address to a page, and to nothing else', async () => {
    front.up();
    const shown = await (await fetch(`${url}/page`)).text();
    const [, script = ''] = /<script type="module" src="([^"]+)"><\/script><\/head>/.exec(shown) ?? [];
    assert.equal(shown.replace(/<script .*<\/script>/, ''), page);
    assert.match(await (await fetch(url + script)).text(), /EventSource/);
    assert.deepEqual(await (await fetch(`${url}/data`)).json(), { head: '</head>' });
  });

  it('lets a request wait while the server starts', async () => {
    let answered = false;
    const asked = fetch(`${url}/page`).then((answer) => {
      answered = true;
      return answer.status;
    });
    // a whole exchange with the front itself, which is ready
    await fetch(`${url}/dev/reload.js`);
    assert.equal(answered, false);
    front.up();
    assert.equal(await asked, 200);
  });

  it('tells the pages that are open when the server has started anew, and only then', async () => {
    front.up();
    const reader = (await fetch(`${url}/dev/starts`)).body?.getReader();
    const next = async (): Promise<string> => new TextDecoder().decode((await reader?.read())?.value);
    const first = await next();
    front.down();
    front.up();
    const second = await next();
    assert.match(first, /^data: /);
    assert.notEqual(second, first);
    await reader?.cancel();
  });

  it('says that the server has ended instead of waiting, until it is up again', async () => {
    front.failed();
    const failed = await fetch(`${url}/page`);
    assert.equal(failed.status, 502);
    assert.match(await failed.text(), /reload\.js/);
    front.down();
    front.up();
    assert.equal((await fetch(`${url}/page`)).status, 200);
  });

  it('passes live connections on', async () => {
    front.up();
    sockets.on('connection', (socket) => socket.on('say', (word: string) => socket.emit('said', word)));
    const client = io(url, { transports: ['websocket'] });
    client.emit('say', '请');
    const [word] = await new Promise<unknown[]>((heard) => client.once('said', (...words) => heard(words)));
    client.disconnect();
    assert.equal(word, '请');
  });
});
