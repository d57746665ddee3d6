import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers what the script asks of Easy!Appointments, and sells each time as often as `sells` says. */
export async function fakePeer(sells: number): Promise<{ readonly url: string; close(): void }> {
  const sold = new Map<string, number>();
  const page = `<script>const vars = {"csrf_token":"c0ffee","available_services":[{"id":7,"name":"x"}],"available_providers":[{"id":"3"}]}</script>`;
  const answers: Readonly<Record<string, (fields: URLSearchParams) => [number, string]>> = {
    '/index.php': () => [200, page],
    '/index.php/booking/get_available_hours': (fields) => [
      fields.get('provider_id') === '3' && fields.get('service_id') === '7' ? 200 : 400,
      JSON.stringify(
        fields.get('selected_date')?.endsWith('1') ? [] : Array.from({ length: 96 }, (_, k) => clock(k)),
      ),
    ],
    '/index.php/booking/get_unavailable_dates': () => [200, '[]'],
    '/index.php/booking/register': (fields) => {
      const start = fields.get('post_data[appointment][start_datetime]') ?? '';
      const before = sold.get(start) ?? 0;
      sold.set(start, before + 1);
      return before < sells ? [200, '{"appointment_id":1}'] : [500, '{"success":false}'];
    },
  };
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const fields = new URLSearchParams(Buffer.concat(pieces).toString());
    const guarded = request.method === 'GET' || fields.get('csrf_token') === 'c0ffee';
    const [status, text] = (guarded ? answers[request.url ?? '']?.(fields) : null) ?? [403, ''];
    response.writeHead(status, { 'set-cookie': 'csrf_cookie=c0ffee; path=/' }).end(text);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

function clock(quarter: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
}
