import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { connectionsOf, stopListening } from '../server/stop-listening.ts';

const count = 60;

describe('a server that is told to stop', () => {
  it('answers those who were connected by the system while it was busy, and then nobody', async () => {
    const server = createServer((_request, response) => response.end('here'));
    const connections = connectionsOf(server);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', 511, listening));
    const { port } = server.address() as AddressInfo;
    const clients = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
    const answers = clients.map(
      (client) =>
        new Promise<string>((answered) => {
          let text = '';
          client.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          client.once('error', (error) => answered(String(error)));
          client.once('close', () => answered(text));
          client.write('GET / HTTP/1.1\r\nhost: hall\r\nconnection: close\r\n\r\n');
        }),
    );
    // sockets are made with this turn of the loop; the system has them all in its queue before we look again
    await new Promise((resolve) => setImmediate(resolve));
    const { quiet, closed } = stopListening(server, connections, 2_000);
    await quiet;
    await closed;
    const texts = await Promise.all(answers);
    assert.deepEqual([...new Set(texts.map((text) => text.slice(0, 15)))], ['HTTP/1.1 200 OK']);
    const late = connect(port, '127.0.0.1');
    const error = await new Promise<Error>((refused) => late.once('error', refused));
    assert.match(error.message, /ECONNREFUSED/);
  });
});
