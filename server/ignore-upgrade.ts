import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

const refusal = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/**
 * Answers who asks for another protocol than ours (h2c, WebSocket elsewhere) as if they had not: RFC 9110, 7.8 lets a server ignore it, and
 * Node would leave the connection without an answer. `isOurs`: of a socket that somebody else takes. A body cannot be read any more then.
 */
export function ignoreUpgrade(server: Server, isOurs: (request: IncomingMessage) => boolean): void {
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    if (isOurs(request)) return;
    socket.on('error', () => socket.destroy());
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      socket.end(refusal);
      return;
    }
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.assignSocket(socket);
    response.on('finish', () => {
      response.detachSocket(socket);
      socket.end();
    });
    server.emit('request', request, response);
  });
}
