import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The file of the project for nginx, as it stands. */
export const nginxFile = readFileSync(resolve(import.meta.dirname, '../../server/deploy/nginx.conf'), 'utf8');

/** The project's file inside the least that nginx needs around it, every path in one folder. */
export function settle(folder: string, text: string): string {
  for (const part of ['temp', 'log']) mkdirSync(join(folder, part), { recursive: true });
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${join(folder, 'temp', kind)};`,
  );
  const own = text.replaceAll('/var/log/nginx', join(folder, 'log')).replaceAll('/etc/hall', folder);
  const file = join(folder, 'nginx.conf');
  const around = `daemon off; user root; worker_processes 1; pid ${join(folder, 'pid')}; error_log ${join(folder, 'log', 'error')};`;
  writeFileSync(file, `${around}\nevents { worker_connections 1024; }\nhttp { ${temp.join(' ')}\n${own}\n}`);
  return file;
}

/** On other ports, without a certificate and with less patience; everything else stands as it is. */
export function onLoopback(
  text: string,
  {
    port,
    plain,
    ports: [first, second],
  }: {
    readonly port: number;
    /** for what comes without TLS; absent: that part is left out */
    readonly plain?: number;
    readonly ports: readonly [number, number];
  },
): string {
  const own = text
    .replaceAll('127.0.0.1:3001', `127.0.0.1:${first}`)
    .replaceAll('127.0.0.1:3002', `127.0.0.1:${second}`)
    .replaceAll(/(proxy_(?:read|send)_timeout) 15s/g, '$1 2s')
    .replace('listen 443 ssl http2;', `listen 127.0.0.1:${port};`)
    .replace(/^\s*ssl_.*$/gm, '');
  return plain === undefined
    ? own.replace(/server \{\s*listen 80;[\s\S]*?^\}/m, '')
    : own.replace('listen 80;', `listen 127.0.0.1:${plain};`);
}
