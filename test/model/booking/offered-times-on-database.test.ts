import assert from 'node:assert/strict';
import fc from 'fast-check';
import { settleConflicts } from '../../../server/actions/catalogue/settle-conflicts.ts';
import { takeBackSettled } from '../../../server/actions/catalogue/take-back-settled.ts';
import type { System } from '../../../server/actions/system.ts';
import type { BookingActor, BookingCommand } from '../../../server/domain/booking/ledger.ts';
import { localDate } from '../../../server/domain/calendar/local-time.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import { endTimeOffers } from '../../../server/jobs/end-time-offers.ts';
import { settleUnsettled } from '../../../server/jobs/settle-conflicts.ts';
import type { BookingRow } from '../../../server/store/booking/booking-columns.ts';
import { bookingOf } from '../../../server/store/booking/booking-rows.ts';
import { offersAtSite } from '../../../server/store/booking/time-offer-query.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/commands.ts';
import { engines } from '../../support/engines.ts';
import { somebody } from '../../support/somebody.ts';
import { assertSoundBookings, clearBookings } from '../../support/stored-bookings.ts';
import {
  type Act,
  arbitrarySteps,
  asked,
  begin,
  days,
  ids,
  office,
  places,
  site,
  startOf,
  starts,
  takenBack,
  timeZone,
  visits,
} from './arbitrary-offers.ts';
import { toldOf } from './told-of-offers.ts';

const runs = Number(process.env['HALL_DEEP'] === undefined ? 15 : 400);

for (const engine of engines) {
  describe(`times that are offered, among everything else [${engine}]`, function () {
    this.timeout(900_000);
    let bare: BareSystem;
    let systems: readonly System[];
    /** names a booking of this script: the audit keeps those of all */
    let run = 0;
    const referenceOf = (booking: string) => `REF-${run}-${booking}`;
    let closed = new Set<string>();
    let undos = 0;
    /** by booking: moves that were answered with yes, without those that were taken back */
    let moved = new Map<string, number>();
    /** by booking: presses after which nobody may have been asked */
    let pressed = new Map<string, number>();
    const reached = { accepted: 0, undone: 0, refused: 0, moved: 0, cancelled: 0, stood: 0, withdrawn: 0 };
    before(async () => {
      bare = await bareSystem({ engine, sites: [office], now: begin });
      // what is tested here is the rows, not the disk
      if (engine === 'sqlite') await bare.system.database.writer.raw('pragma synchronous = off');
      systems = engine === 'sqlite' ? [bare.system, bare.system] : [bare.system, bare.another().system];
    });
    after(() => bare?.close());

    const rows = (table: string) => bare.system.database.writer(table);
    const systemAt = (k: number) => systems[k % systems.length] as System;

    const booked = async () => ((await rows('booking')) as BookingRow[]).map(bookingOf);

    async function turn(date: string): Promise<void> {
      if (closed.has(date)) {
        closed.delete(date);
        await rows('site_exception').where({ id: date }).delete();
      } else {
        closed.add(date);
        const reason = { reason_zh: '停电', reason_en: 'Power cut' };
        await rows('site_exception').insert({ id: date, site, date, kind: 'closed', ...reason });
      }
      await rows('catalogue_version').increment('version', 1);
      for (const { catalogueCache } of systems) catalogueCache.forget();
    }

    async function jobs(): Promise<void> {
      await Promise.all(systems.flatMap((system) => [endTimeOffers(system), settleUnsettled(system)]));
    }

    async function submit(system: System, command: BookingCommand): Promise<boolean> {
      const done = await system.bookings.submit(command, { actor: theHolder });
      return done.ok;
    }

    async function press(system: System, booking: string): Promise<void> {
      pressed.set(booking, (pressed.get(booking) ?? 0) + 1);
      undos += 1;
      const batch = `p${undos}`;
      const asks = { site, act: 'offer', bookings: [booking], start: null, staff: somebody, batch } as const;
      await settleConflicts(system, asks);
      reached.withdrawn += (await takeBackSettled(system, { site, batch, staff: somebody })).done;
    }

    async function carryOut(one: Act, system: System, offered: ReadonlyMap<string, readonly number[]>) {
      if (one.type === 'jobs') return jobs();
      const booking = one.id;
      if (one.type === 'press') return press(system, booking);
      if (one.type === 'ask') {
        await settleConflicts(system, {
          site,
          act: 'offer',
          bookings: [booking],
          start: null,
          staff: somebody,
        });
        return;
      }
      const holder: BookingActor = { kind: 'holder' };
      if (one.type === 'cancel') {
        await submit(system, { type: 'cancel', booking, site, actor: holder, chance: 0 });
        return;
      }
      if (one.type === 'refuse') {
        if (await submit(system, { type: 'decline_times', booking, site })) reached.refused += 1;
        return;
      }
      if (one.type === 'undo') {
        if (!(await submit(system, { type: 'take_back', booking, site }))) return;
        moved.set(booking, (moved.get(booking) ?? 0) - 1);
        reached.undone += 1;
        return;
      }
      undos += 1;
      const wanted = offered.get(booking)?.[one.type === 'accept' ? one.which : 0];
      const start = one.type === 'accept' ? (wanted ?? starts.at(-1) ?? 0) : one.start;
      const byStaff = one.type === 'move' && one.by === 'staff';
      const actor: BookingActor = byStaff ? { kind: 'staff', reason: 'called' } : holder;
      const done = await submit(
        system,
        one.type === 'accept'
          ? { type: 'take_time', booking, site, start, undo: `u${undos}` }
          : { type: 'move', booking, site, start, actor, overbook: false },
      );
      if (!done) return;
      moved.set(booking, (moved.get(booking) ?? 0) + 1);
      reached[one.type === 'accept' ? 'accepted' : 'moved'] += 1;
    }

    /** What an offer keeps is its own as long as it can be answered, nothing else is kept, and no slot has more than its places. */
    async function assertKept(now: number): Promise<void> {
      await assertSoundBookings(bare.system.database, now, 'on');
      const offers = await offersAtSite(bare.system.database.writer, site);
      const taken = (await rows('place')) as {
        place_no: number;
        slot_start: number;
        hold: string | null;
        expires_at: number | null;
      }[];
      assert.ok(
        taken.every(({ place_no: place }) => place <= places),
        'never beyond capacity',
      );
      for (const { hold, state, until, times } of offers) {
        const its = taken.filter((row) => row.hold === hold).map((row) => Number(row.slot_start));
        const kept = times.flatMap((time) => time.places.map(({ start }) => start));
        if (until > now) assert.deepEqual(its.sort(), kept.sort(), `${hold} ${state}`);
      }
      const undoable = (await rows('booking_undo').pluck('hold')) as string[];
      const known = new Set([...offers.map(({ hold }) => hold), ...undoable]);
      for (const { hold } of taken) assert.ok(hold === null || known.has(hold), 'nothing is left behind');
    }

    /** Each has one end, it can take place, and its holder was told of every change once. */
    async function assertEnds(): Promise<void> {
      for (const { id: booking, state, start } of await booked()) {
        const offered = await rows('audit').where({ action: 'booking.offer', subject: referenceOf(booking) });
        const times = moved.get(booking) ?? 0;
        const cancelled = state === 'cancelled' ? 1 : 0;
        reached.cancelled += cancelled;
        const told = await toldOf(rows('outbox'), booking);
        reached.stood += told.stood;
        const [most, least] = [offered.length, offered.length - (pressed.get(booking) ?? 0)];
        assert.deepEqual(
          { ...told, offered: told.offered >= least && told.offered <= most ? most : told.offered },
          { moved: times, cancelled, offered: most, stood: told.stood },
          `what ${booking} was told`,
        );
        if (times === 0 && cancelled === 0) assert.equal(start, visits[booking], `${booking} is kept`);
      }
      assert.deepEqual(await offersAtSite(bare.system.database.writer, site), [], 'every offer has ended');
    }

    async function begun(): Promise<void> {
      await clearBookings(bare.system.database);
      run += 1;
      for (const day of closed) await turn(day);
      closed = new Set();
      moved = new Map();
      pressed = new Map();
      bare.clock.set(begin);
      for (const [k, name] of ids.entries()) {
        const enterprise = { name, creditCode: `FIRM-${name}`, customsCode: null };
        const start = visits[name] ?? 0;
        assert.ok(
          await submit(
            bare.system,
            bookCommand({
              id: name,
              reference: referenceOf(name),
              start,
              mobile: `1380000000${k}`,
              enterprise,
            }),
          ),
        );
      }
    }

    it('each visit is taken up, cancelled or kept, no place is twice somebody’s, and each change is told once', async () => {
      await fc.assert(
        fc.asyncProperty(arbitrarySteps, async (steps) => {
          await begun();
          for (const { wait, turns, acts } of [asked, ...steps]) {
            const known = await offersAtSite(bare.system.database.writer, site);
            const next = Math.min(...known.map(({ until }) => until)) - (wait === 'until' ? 0 : 1);
            const now = bare.clock.now();
            if (typeof wait === 'number') bare.clock.set(now + wait * 60_000);
            else if (Number.isFinite(next) && next > now) bare.clock.set(next);
            if (turns !== null) await turn(turns);
            const offered = new Map(
              known.map(({ booking, times }) => [booking, times.map(({ start }) => start)]),
            );
            await Promise.all(acts.map((one, k) => carryOut(one, systemAt(k), offered)));
            await assertKept(bare.clock.now());
          }
          for (const evening of ['2026-11-23', ...days].map((day) => startOf(day, '20:00'))) {
            bare.clock.set(Math.max(evening, bare.clock.now()));
            await jobs();
            const now = bare.clock.now();
            const left = (await booked()).filter(({ state }) => state === 'confirmed');
            const soon = left
              .map(({ start }) => start)
              .filter((start) => start > now && start < now + 86_400_000);
            for (const start of soon) assert.ok(!closed.has(localDate(start, timeZone)), 'can take place');
          }
          await jobs();
          await assertEnds();
        }),
        // a fixed seed: what the scripts reach is counted below
        { numRuns: runs, seed: 17, examples: [[[asked]], [takenBack]] },
      );
      console.log(`      ${runs} scripts: ${JSON.stringify(reached)}`);
      for (const [what, times] of Object.entries(reached)) assert.ok(times > 0, what);
    });
  });
}
