import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLive, type PlaceKey } from '../../../server/domain/booking/place.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import type { WaitEntry } from '../../../server/domain/waitlist/wait-entry.ts';
import type { BookingRow } from '../../../server/store/booking/booking-columns.ts';
import { bookingOf } from '../../../server/store/booking/booking-rows.ts';
import type { Database } from '../../../server/store/database.ts';
import type { WaitlistEntryRow } from '../../../server/store/waitlist/waitlist-columns.ts';
import { entryOf } from '../../../server/store/waitlist/waitlist-rows.ts';
import {
  arbitraryWaits,
  full,
  fullOffice,
  siteClosed,
  starts,
  tightSite,
  type WaitStep,
} from '../../domain/waitlist/arbitrary-waits.ts';
import { assertOffers, idle } from '../../domain/waitlist/waiting-laws.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { bookCommand } from '../../support/booking-office.ts';
import { engines } from '../../support/engines.ts';
import { changeSite } from '../../support/site-rules.ts';
import { assertSoundBookings, clearBookings } from '../../support/stored-bookings.ts';
import type { WaitingOffice } from '../../support/waiting-office.ts';

const runs = Number(process.env['HALL_DEEP'] === undefined ? 12 : 500);
const opened = fullOffice().now;

/** What stands of an entry; the hold of an offer has an id of its own in each world. */
function stands({ id, state, passed, offers, offer, booking, aside, updatedAt, endedAt }: WaitEntry) {
  const offered = offer === null ? null : { ...offer, hold: 'its hold' };
  return { id, state, passed, offers, offer: offered, booking, aside, updatedAt, endedAt };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

const placed = (key: PlaceKey, until: number | null, owner: string | null) =>
  `${key.queue} ${key.start} ${key.place}: ${owner ?? `kept until ${until}`}`;

/** The rows say what the model says: who waits, who has an offer of what, who is booked, and whose each place is. */
async function assertStoredAsModel({ writer }: Database, office: WaitingOffice): Promise<void> {
  const entries = ((await writer('waitlist_entry')) as WaitlistEntryRow[]).map(entryOf);
  assert.deepEqual(
    entries.map(stands).sort(byId),
    [...office.list.entries.values()].map(stands).sort(byId),
    'who waits',
  );
  const booked = ({ id, state, start, end, places }: ReturnType<typeof bookingOf>) => ({
    ...{ id, state, start, end },
    places: places.map(({ queue, start: at, place }) => `${queue} ${at} ${place}`).sort(),
  });
  const bookings = ((await writer('booking')) as BookingRow[]).map(bookingOf);
  assert.deepEqual(
    bookings.map(booked).sort(byId),
    [...office.ledger.bookings.values()].map(booked).sort(byId),
    'who is booked',
  );
  const rows = (await writer('place')) as {
    queue: string;
    slot_start: number;
    place_no: number;
    booking: string | null;
    expires_at: number | null;
  }[];
  const stored = rows
    .filter((row) => row.booking !== null || Number(row.expires_at) > office.now)
    .map((row) =>
      placed(
        { queue: row.queue, start: Number(row.slot_start), place: row.place_no },
        Number(row.expires_at),
        row.booking,
      ),
    );
  const known = [...office.ledger.places.values()]
    .filter((row) => isLive(row, office.now))
    .map((row) => placed(row, row.expiresAt, row.booking));
  assert.deepEqual(stored.sort(), known.sort(), 'whose each place is');
}

for (const engine of engines) {
  describe(`a waiting list among everything else, in the database [${engine}]`, function () {
    this.timeout(900_000);
    let bare: BareSystem;
    before(async () => {
      bare = await bareSystem({ engine, sites: [tightSite], now: opened });
      // what is tested here is the rows, not the disk
      if (engine === 'sqlite') await bare.system.database.writer.raw('pragma synchronous = off');
    });
    after(() => bare?.close());

    /** The first day is closed in both worlds, or open again. */
    async function lay(office: WaitingOffice, closed: boolean): Promise<void> {
      office.site = siteClosed(closed);
      await changeSite(bare, tightSite.code, (one) => ({ ...one, exceptions: office.site.exceptions }));
    }

    /** In both worlds, with the same answer. */
    async function both(office: WaitingOffice, asked: WaitStep['command']): Promise<boolean> {
      // references are unique in the table, and the scripts book under the names that wait
      const command = asked.type === 'wait_accept' ? { ...asked, reference: `W-${asked.entry}` } : asked;
      const expected = office.do(command);
      bare.clock.set(office.now);
      const done = await bare.system.bookings.submit(command, { actor: theSystem });
      assert.equal(
        done.ok ? 'done' : done.code,
        expected.ok ? 'done' : expected.code,
        `the answer to ${command.type}`,
      );
      return done.ok;
    }

    it('no place twice, one offer a person, nothing idle that somebody who waits could have, and the rows as in the model', async () => {
      const { database } = bare.system;
      const reached = { commands: 0, offered: 0, accepted: 0, withdrawn: 0, takenBack: 0, aside: 0 };
      await fc.assert(
        fc.asyncProperty(arbitraryWaits, async (steps) => {
          await clearBookings(database);
          const office = fullOffice();
          await lay(office, false);
          bare.clock.set(office.now);
          for (const [k, { start }] of starts.entries()) {
            const booked = await bare.system.bookings.submit(bookCommand(full(k), start), {
              actor: theSystem,
            });
            assert.ok(booked.ok);
          }
          for (const { wait, command, serve, closed } of steps) {
            if (closed !== null) await lay(office, closed);
            office.now += wait * 60_000;
            if (wait > 0 || serve) {
              // the second lets those go on whose offer has just ended
              await both(office, { type: 'wait_serve', site: tightSite.code });
              await both(office, { type: 'wait_serve', site: tightSite.code });
              assert.deepEqual(idle(office), []);
            }
            const done = await both(office, command);
            assertOffers(office);
            await assertStoredAsModel(database, office);
            reached.commands += 1;
            if (done && command.type === 'take_back') reached.takenBack += 1;
          }
          await assertSoundBookings(database, office.now, 'on');
          for (const fact of office.told) {
            if (fact.type === 'wait_offered') reached.offered += 1;
            if (fact.type === 'wait_withdrawn') reached.withdrawn += 1;
            if (fact.type === 'wait_set_aside') reached.aside += 1;
            if (fact.type === 'wait_ended' && fact.because === 'accepted') reached.accepted += 1;
          }
        }),
        // a fixed seed: what the scripts reach is counted below
        { numRuns: runs, seed: 13 },
      );
      console.log(`      ${runs} scripts: ${JSON.stringify(reached)}`);
      assert.deepEqual(
        Object.entries(reached).filter(([, times]) => times === 0),
        [],
      );
    });
  });
}
