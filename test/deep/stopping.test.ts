import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { longestClose } from '../../server/compose.ts';
import { attackClock, bookingBody, post, slotOf } from '../attack/attack-site.ts';
import { onDatabase } from '../support/bare-system.ts';
import { freshDatabase } from '../support/engines.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';
import { setClock } from '../support/hall-system.ts';
import { slowPostOffice, stubbornPeers } from './stubborn-peers.ts';

/** What an operator is promised, milliseconds. */
const promised = 12_000;
const waiting = 60;

const portIsFree = (url: string): Promise<boolean> =>
  new Promise((tried) => {
    const probe = createServer();
    probe.once('error', () => tried(false));
    probe.listen(Number(new URL(url).port), '127.0.0.1', () => probe.close(() => tried(true)));
  });

describe('the program, asked to stop', function () {
  this.timeout(300_000);

  /** Started with a mail server that takes four seconds for each mail, sixty of them waiting, and three who never finish. */
  const busy = async (command?: readonly ['npm', ...string[]]) => {
    const fresh = await freshDatabase('sqlite');
    const office = await slowPostOffice(4000);
    const env = { SMTP_URL: office.url, npm_config_update_notifier: 'false' };
    const options = { databaseUrl: fresh.url, clockStart: attackClock, env };
    const hall = await startProcess(command === undefined ? options : { ...options, command });
    const booked = await Promise.all(
      Array.from({ length: waiting }, (_, k) =>
        post(hall.url, '/bookings', bookingBody(k, slotOf(`2026-11-${25 + (k % 3)}`, k % 20))),
      ),
    );
    assert.deepEqual(new Set(booked.map(({ status }) => status)), new Set([201]));
    while (office.begun() === 0) await pause(20);
    const peers = await stubbornPeers(hall.url);
    return {
      hall,
      office,
      peers,
      url: fresh.url,
      end: async () => {
        await hall.end('SIGKILL');
        peers.drop();
        await office.close();
        fresh.discard();
      },
    };
  };

  it('through npm: SIGTERM to npm alone ends all with 0 in time, whoever is still connected and however much mail waits', async () => {
    const { hall, office, peers, url, end } = await busy(['npm', 'start']);
    try {
      const began = performance.now();
      assert.deepEqual(await hall.end('SIGTERM'), { code: 0, signal: null }, hall.output());
      assert.ok(performance.now() - began < promised, `${performance.now() - began} ms`);
      assert.ok(await portIsFree(hall.url));
      await peers.gone;
      const inspect = onDatabase(url, setClock(attackClock));
      try {
        const outbox = inspect.system.database.reader('outbox');
        const mails = await outbox.where({ channel: 'mail' }).andWhereNot({ template: 'reminder' });
        const sent = mails.filter(({ state }) => state === 'sent');
        assert.deepEqual(sent.map(({ recipient }) => recipient).sort(), [...office.accepted()].sort());
        assert.equal(sent.length, office.begun(), 'what was begun came to its end, and is on record');
        assert.equal(mails.length, waiting);
        assert.ok(sent.length < waiting && mails.every(({ state }) => ['sent', 'queued'].includes(state)));
      } finally {
        await inspect.close();
      }
    } finally {
      await end();
    }
  });

  it('through npm: when npm is killed, the program ends by itself', async () => {
    const { hall, peers, end } = await busy(['npm', 'start']);
    try {
      const began = performance.now();
      process.kill(hall.pid, 'SIGKILL');
      await peers.gone;
      while (!(await portIsFree(hall.url))) await pause(20);
      assert.ok(performance.now() - began < promised, `${performance.now() - began} ms`);
    } finally {
      await end();
    }
  });

  it('a second time, a while after the first, ends at once', async () => {
    const { hall, end } = await busy();
    try {
      const ended = hall.end('SIGINT');
      // npm and the terminal say the same at nearly the same time
      void hall.end('SIGINT');
      assert.equal(await Promise.race([ended, pause(1500)]), undefined, 'a press that comes twice is one');
      const began = performance.now();
      assert.equal((await hall.end('SIGINT')).code, 1);
      assert.ok(performance.now() - began < 2000);
    } finally {
      await end();
    }
  });

  it('is not ready from that moment, and answers who was in the middle of asking', async () => {
    const { hall, end } = await busy();
    const half = await startedRequest(hall);
    try {
      const ended = hall.end('SIGTERM');
      await refused(hall.url);
      const answer = await half.finish();
      assert.match(answer, /^HTTP\/1\.1 503 /);
      assert.match(answer, /^connection: close\r$/im);
      assert.match(answer, /"reason":"stopping"/);
      assert.equal((await ended).code, 0);
    } finally {
      await end();
    }
  });

  it('the demonstration too, through npm, and it leaves nothing behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hall-ended-'));
    const env = { TMPDIR: folder, npm_config_update_notifier: 'false' };
    const hall = await startProcess({ databaseUrl: '', command: ['npm', 'run', 'demo'], env });
    const peers = await stubbornPeers(hall.url);
    try {
      const databases = () => readdirSync(folder).filter((name) => name.startsWith('hall-'));
      assert.equal(databases().length, 1);
      const began = performance.now();
      assert.equal((await hall.end('SIGTERM')).code, 0, hall.output());
      assert.ok(performance.now() - began < promised);
      await peers.gone;
      assert.ok(await portIsFree(hall.url));
      assert.deepEqual(databases(), []);
    } finally {
      await hall.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('is given longer by its systemd unit than it takes, and started again however often it ends', () => {
    const unit = readFileSync('server/deploy/hall@.service', 'utf8');
    const value = (name: string): string => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1] ?? '';
    assert.ok(longestClose < promised);
    assert.ok(Number(value('TimeoutStopSec')) * 1000 > promised);
    assert.deepEqual([value('Restart'), value('StartLimitIntervalSec')], ['always', '0']);
  });
});

/** A request for /readyz whose last line is still to come. */
async function startedRequest(hall: HallProcess) {
  const { hostname, port } = new URL(hall.url);
  const socket = connect(Number(port), hostname);
  await new Promise<void>((written) => {
    socket.write('GET /readyz HTTP/1.1\r\nhost: hall\r\n', () => written());
  });
  return {
    finish: async (): Promise<string> => {
      let text = '';
      socket.setEncoding('utf8').on('data', (part: string) => {
        text += part;
      });
      socket.write('\r\n');
      await new Promise<void>((closed) => socket.once('close', () => closed()));
      return text;
    },
  };
}

/** Resolves when nobody listens there any more. */
async function refused(url: string): Promise<void> {
  for (;;) {
    const listens = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
    if (!listens) return;
  }
}
