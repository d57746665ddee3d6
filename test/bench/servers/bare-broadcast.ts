import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Server } from 'socket.io';
import { answer } from './answering.ts';

/** Socket.IO alone: what is posted once is told to everybody in the room whenever `/tell` is asked. */
const app = express();
const server = createServer(app);
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false });
const hall = io.of('/hall');
let told: unknown = {};
hall.on('connection', (socket) => {
  void socket.join('site');
  socket.emit('board', {});
});
app.post('/tell', (_request, response) => {
  response.status(201).json({ told: true });
  setImmediate(() => hall.to('site').emit('board:changed', told));
});
server.listen(0, '127.0.0.1', () => {
  answer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    keep: (value: object) => {
      told = value;
    },
  });
});
