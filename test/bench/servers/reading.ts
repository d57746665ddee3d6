import { setTimeout as pause } from 'node:timers/promises';
import type { FreeSlots } from '../../../server/actions/booking/free-slots.ts';
import { freeSlots } from '../../../server/actions/booking/free-slots.ts';
import { clockFrom } from '../../../server/clock.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { onDatabase } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/booking-office.ts';
import { median } from '../measure.ts';
import { answer, settingsOf } from './answering.ts';

/** One process that reads what is free while, or while not, fifty at once book as fast as the writer can take them. */
const { databaseUrl, clockStart } = settingsOf<{ databaseUrl: string; clockStart: string }>();
const { system } = onDatabase(databaseUrl, { ...clockFrom(Date.parse(clockStart)), set() {}, advance() {} });
const [from, to] = ['2026-11-24', '2026-12-23'];
const sites = ['BJ-TSY', 'BJ-ZGC', 'BJ-AIRPORT'];
const writers = 50;
let booked = 0;
let person = 0;

async function read(code = 'BJ-TSY'): Promise<FreeSlots> {
  const site = (await system.catalogue()).sites.get(code);
  if (site === undefined) throw new Error('the seeds have changed');
  const services = [{ code: 'RENEW', quantity: 1 }];
  const offer = await freeSlots(system, { site, services, from, to });
  if (!offer.ok) throw new Error(offer.code);
  return offer.value;
}

async function writes(starts: readonly number[], still: () => boolean): Promise<void> {
  while (still()) {
    person += 1;
    const site = sites[person % sites.length] ?? '';
    const start = starts[Math.floor(person / sites.length) % starts.length] ?? 0;
    const command = bookCommand(system.secrets.newId(), start, { site });
    const outcome = await system.bookings.submit(command, { actor: theHolder });
    if (!outcome.ok) throw new Error(outcome.code);
    booked += 1;
  }
}

/** Median milliseconds of a read; one after another, with a breath between two. */
async function reads(milliseconds: number): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    const began = performance.now();
    await read();
    times.push(performance.now() - began);
    await pause(2);
  }
  return median(times);
}

answer('', {
  idle: (milliseconds: number) => reads(milliseconds),
  saturated: async (milliseconds: number) => {
    const starts = (await read()).days.flatMap((day) => day.slots.map(({ start }) => start));
    let going = true;
    const all = Promise.all(Array.from({ length: writers }, () => writes(starts, () => going)));
    const [before, began] = [booked, performance.now()];
    const time = await reads(milliseconds);
    const rate = ((booked - before) * 1000) / (performance.now() - began);
    going = false;
    await all;
    return { time, rate };
  },
});
