import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { patternOf } from '../../server/web/declared-page.ts';
import { everyPage } from '../../server/web/every-page.ts';
import { paths } from '../../server/web/paths.ts';
import { callAudiences } from '../../server/web/permission-table.ts';
import { freePort } from '../support/free-port.ts';
import { nginxFile, onLoopback, settle } from '../support/nginx-file.ts';

const secret = 'a-secret-that-nobody-may-read';
/** Addresses that open something for whoever knows them. */
const secretPaths = [
  paths.ticket.show(secret),
  paths.booking.show('K7M2-9PXT', secret),
  paths.booking.data(secret),
  `${paths.booking.find()}?token=${secret}`,
  paths.kiosk.slip('BJ-TSY', secret),
  paths.number.enter(secret),
  `/waitlist/${secret}`,
  `/waitlist/${secret}/acceptance`,
  `/api/v1/tickets/${secret}`,
  `/api/v1/bookings/${secret}/cancellation`,
  `/api/v1/waitlist/${secret}`,
];

/** What the map of the file makes of an address. */
function loggedPath(address: string): string {
  const body = /map \$request_uri \$hall_path \{([^}]*)\}/.exec(nginxFile)?.[1] ?? '';
  for (const [, pattern = '', said = ''] of body.matchAll(/^\s*~(\S+)\s+(\S+);$/gm)) {
    const found = new RegExp(pattern).exec(address);
    if (found === null) continue;
    return said.replace(/\$(\w+)/, (_all, name: string) => found.groups?.[name] ?? found[Number(name)] ?? '');
  }
  return /^\s*default (\S+);$/m.exec(body)?.[1] ?? '';
}

describe('nginx, as the project sets it up', () => {
  it('logs no address that opens something, and those of pages without what is asked of them', () => {
    for (const address of secretPaths) {
      assert.doesNotMatch(loggedPath(address), /secret/, address);
      assert.notEqual(loggedPath(address), '');
    }
    assert.equal(loggedPath('/sites/BJ-TSY?lang=en'), '/sites/BJ-TSY');
    assert.equal(loggedPath('/?lang=en'), '/');
  });

  it('logs paths that are known to have no secret, and of no other page or call what stands in its address', () => {
    const pages = everyPage.map((page) => ({ pattern: patternOf(page), audience: page.audience }));
    const calls = Object.entries(callAudiences).map(([route, audience]) => ({
      pattern: route.replace(/^\w+ /, ''),
      audience,
    }));
    const known = /:(site|service|counter|file)\b/g;
    for (const { pattern, audience } of [...pages, ...calls]) {
      const logged = loggedPath(pattern.replaceAll(known, 'plain').replaceAll(/:\w+/g, secret));
      const theirs = audience === 'everybody' || audience === 'holder' || pattern.startsWith('/api/');
      if (theirs) assert.doesNotMatch(logged, /nobody-may-read/, pattern);
      else assert.notEqual(logged, '***', pattern);
    }
    for (const unknown of [`/${secret}`, `/ticket/${secret}`, `//tickets/${secret}`, `/visits/${secret}`])
      assert.doesNotMatch(loggedPath(unknown), /nobody-may-read/, unknown);
  });

  it('has in each of its servers a log of its own, and no error log that repeats requests', () => {
    const servers = nginxFile.split(/^server \{$/m).slice(1);
    assert.equal(servers.length, 2);
    for (const server of servers) {
      assert.match(server, /^ {4}access_log \/var\/log\/nginx\/hall\.log hall;$/m);
      assert.match(server, /^ {4}error_log \S+ emerg;$/m);
    }
    const format = /log_format hall '([^']*)'/.exec(nginxFile)?.[1] ?? '';
    assert.doesNotMatch(format, /\$(request|request_uri|uri|args|query_string|http_referer|arg_\w+)\b/);
    // whoever looks for the process that fails finds it there
    assert.match(format, /\$upstream_addr \$upstream_status/);
  });

  it('speaks TLS 1.2 and 1.3 alone, with ciphers that keep the past secret, and says no version of itself', () => {
    const [, world = '', plain = ''] = nginxFile.split(/^server \{$/m);
    assert.match(world, /^ {4}ssl_protocols TLSv1\.2 TLSv1\.3;$/m);
    const ciphers = /^ {4}ssl_ciphers (\S+);$/m.exec(world)?.[1]?.split(':') ?? [];
    assert.ok(ciphers.length > 3);
    for (const cipher of ciphers) assert.match(cipher, /^ECDHE-.*-(GCM-SHA\d+|CHACHA20-POLY1305)$/);
    for (const server of [world, plain]) assert.match(server, /^ {4}server_tokens off;$/m);
  });

  it('leads people to https, and no program: what it sent in the clear would go unnoticed', () => {
    const plain = nginxFile.split(/^server \{$/m)[2] ?? '';
    const answer = (location: string) =>
      new RegExp(`location (?:= )?${location} \\{[^}]*?return (\\d+)`).exec(plain)?.[1];
    assert.equal(answer('/'), '301');
    for (const location of ['/api/', '/socket.io/', '/metrics'])
      assert.equal(answer(location), '403', location);
    assert.doesNotMatch(plain.split('location')[0] ?? '', /return/);
  });

  it('gives its own answers the headers that the hall gives to its own, and none twice', () => {
    const world = nginxFile.split(/^server \{$/m)[1] ?? '';
    const names = ['Strict-Transport-Security', 'X-Content-Type-Options', 'Content-Security-Policy'];
    const [before = '', ...locations] = world.split(/^ {4}location /m);
    for (const name of names) {
      const variable = new RegExp(`^ {4}add_header ${name} \\$(\\w+) always;$`, 'm').exec(before)?.[1];
      const map = new RegExp(
        `map \\$upstream_http_${name.toLowerCase().replaceAll('-', '_')} \\$${variable} \\{`,
      );
      assert.match(nginxFile, map, `${name} is said where the hall has not said it`);
      for (const location of locations.filter((one) => one.includes('add_header')))
        assert.match(location, new RegExp(`add_header ${name} `), location.split('\n')[0]);
    }
  });

  it('writes no secret down while nobody answers, hangs, or comes without TLS', async function () {
    this.timeout(30_000);
    if (spawnSync('nginx', ['-v']).status !== 0) {
      console.log('      nginx is not installed: what it writes down was not looked at in this run');
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'hall-nginx-log-'));
    const [port, plain, nobody] = [await freePort(), await freePort(), await freePort()];
    // takes connections and says nothing
    const hanging = createServer(() => {}).listen(0, '127.0.0.1');
    await once(hanging, 'listening');
    const address = hanging.address();
    const hung = typeof address === 'object' && address !== null ? address.port : 0;
    const text = onLoopback(nginxFile, { port, plain, ports: [nobody, hung] }).replaceAll(
      'timeout 2s',
      'timeout 1s',
    );
    const nginx = spawn('nginx', ['-c', settle(folder, text)], { stdio: 'ignore' });
    try {
      while ((await statusOf(port, '/metrics').catch(() => 0)) !== 403)
        if (nginx.exitCode !== null) throw new Error(readFileSync(join(folder, 'log', 'error'), 'utf8'));
      const statuses = await Promise.all(
        secretPaths.flatMap((path) => [statusOf(port, path), statusOf(plain, path), statusOf(port, path)]),
      );
      assert.ok(
        statuses.every((status) => [503, 301, 403].includes(status)),
        statuses.join(),
      );
      assert.ok(statuses.includes(503) && statuses.includes(301));
    } finally {
      const ended = once(nginx, 'exit');
      nginx.kill('SIGQUIT');
      hanging.close();
      await ended;
    }
    const logs = readdirSync(join(folder, 'log')).map((name) =>
      readFileSync(join(folder, 'log', name), 'utf8'),
    );
    rmSync(folder, { recursive: true, force: true });
    assert.doesNotMatch(logs.join('\n'), new RegExp(secret));
    assert.match(logs.join('\n'), /GET \/tickets\/\*\*\* 503 .* 127\.0\.0\.1:/);
  });
});

function statusOf(port: number, path: string): Promise<number> {
  return new Promise((done, failed) => {
    const referer = `https://hall.invalid/tickets/${secret}`;
    const asked = request({ port, path, host: '127.0.0.1', headers: { referer } }, (answer) => {
      answer.resume();
      answer.on('end', () => done(answer.statusCode ?? 0));
    });
    asked.on('error', failed);
    asked.end();
  });
}
