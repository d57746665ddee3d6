import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { answer, settingsOf } from './answering.ts';

/** One JSON text that is ready, on an Express that has nothing else. */
const { file } = settingsOf<{ file: string }>();
const text = readFileSync(file, 'utf8');
const app = express();
app.disable('etag');
app.get('/', (_request, response) => {
  response.type('application/json').send(text);
});
const server = app.listen(0, '127.0.0.1', () => {
  answer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {});
});
