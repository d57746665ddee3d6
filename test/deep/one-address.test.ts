import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { attackClock, bookingBody, slotOf } from '../attack/attack-site.ts';
import { askOnce } from '../processes/ask-once.ts';
import { freshDatabase } from '../support/engines.ts';
import { type HallProcess, startProcess } from '../support/hall-process.ts';

describe('several processes behind one address [postgres]', function () {
  this.timeout(300_000);
  let hall: HallProcess;
  let discard: () => void | Promise<void>;

  before(async () => {
    const fresh = await freshDatabase('postgres');
    discard = fresh.discard;
    const env = { PROCESSES: '2', LOG_LEVEL: 'info' };
    hall = await startProcess({ databaseUrl: fresh.url, clockStart: attackClock, env });
    await until((numbers) => numbers.length === 2);
  });
  after(async () => {
    await hall?.end('SIGKILL');
    await discard?.();
  });

  /** The processes of which one scrape tells, by their numbers; none where nobody answers: who was handed to a process that ends is not told. */
  async function processes(): Promise<readonly number[]> {
    const how = { headers: { connection: 'close' }, signal: AbortSignal.timeout(5000) };
    const text = await fetch(`${hall.url}/metrics`, how).then(
      (answer) => answer.text(),
      () => '',
    );
    const found = [...text.matchAll(/^nodejs_heap_size_used_bytes\{process="(\d+)"\} \d/gm)];
    return found.map(([, id]) => Number(id)).sort((a, b) => a - b);
  }

  async function until(good: (numbers: readonly number[]) => boolean): Promise<readonly number[]> {
    for (;;) {
      const numbers = await processes();
      if (good(numbers)) return numbers;
      await pause(50);
    }
  }

  /** Which processes have said that they listen. */
  const started = (): readonly number[] =>
    [...hall.output().matchAll(/"pid":(\d+),[^\n]*"msg":"the hall is open"/g)].map(([, pid]) => Number(pid));

  it('says once where it is, though every process listens there', async () => {
    assert.equal(started().length, 2);
    assert.equal(hall.output().match(/^The hall is open at/gm)?.length, 1);
    assert.deepEqual(await processes(), [1, 2]);
  });

  it('is replaced on SIGUSR2, process by process, while whoever books notices nothing', async () => {
    const replaced = (): boolean => hall.output().includes('every process has been replaced');
    process.kill(hall.pid, 'SIGUSR2');
    let booked = 0;
    while (!replaced()) {
      const slot = slotOf(`2026-11-${25 + (booked % 3)}`, Math.floor(booked / 3) % 20);
      const { status, body } = await askOnce(`${hall.url}/api/v1/bookings`, {
        body: bookingBody(booked, slot),
      });
      assert.ok(status === 201 || body['code'] === 'slot_taken', `${status} ${JSON.stringify(body)}`);
      booked += 1;
    }
    assert.ok(booked > 3, `${booked}`);
    assert.deepEqual(await until((numbers) => numbers.length === 2), [3, 4]);
  });

  it('goes on when one ends by itself, and another comes', async () => {
    const victim = started().at(-1);
    assert.ok(victim);
    process.kill(victim, 'SIGKILL');
    const numbers = await until((found) => found.includes(5));
    assert.equal(numbers.length, 2);
    assert.match(hall.output(), /a process has ended by itself/);
  });

  it('ends with 0 when the one that leads is asked to, and leaves none behind', async () => {
    const { code } = await hall.end('SIGTERM');
    assert.equal(code, 0);
    for (const pid of started()) assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
  });
});
