import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BookingCommand } from '../../server/domain/booking/ledger.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { theSystem } from '../../server/domain/staff/actor.ts';
import { arbitraryCommand, scriptSite } from '../domain/booking/arbitrary-script.ts';
import { type BareSystem, bareSystem } from '../support/bare-system.ts';
import { engines } from '../support/engines.ts';
import { assertSoundBookings, clearBookings } from '../support/stored-bookings.ts';

const monday = '2026-11-23T10:00:00+08:00';
const runs = process.env['HALL_DEEP'] === undefined ? 40 : 1000;
const wave = fc.array(fc.tuple(arbitraryCommand, fc.boolean()), { minLength: 12, maxLength: 30 });

/** Its locks are others, and its enterprises and their limits of the day are the same. */
const otherSite: Site = {
  ...scriptSite,
  code: 'OTHER',
  queues: scriptSite.queues.map((queue) => ({ ...queue, id: 'OTHER:A', site: 'OTHER' })),
  services: scriptSite.services.map((line) => ({ ...line, queue: 'OTHER:A' })),
  counters: [],
};

function atOther(command: BookingCommand): BookingCommand {
  const owned = ['id', 'reference', 'booking', 'hold', 'replaces'];
  const entries = Object.entries(command).map(([name, value]) =>
    owned.includes(name) && value !== null ? [name, `other-${value}`] : [name, value],
  );
  return { ...Object.fromEntries(entries), site: otherSite.code } as BookingCommand;
}

for (const engine of engines) {
  const count = engine === 'postgres' ? 3 : 1;
  describe(`commands about the same few bookings given at once to ${count} process(es) [${engine}]`, function () {
    this.timeout(600_000);
    let bare: BareSystem;
    let processes: readonly BareSystem[];
    before(async () => {
      bare = await bareSystem({ engine, sites: [scriptSite, otherSite], now: monday });
      if (engine === 'sqlite') await bare.system.database.writer.raw('pragma synchronous = off');
      processes = engine === 'postgres' ? [bare, bare.another(), bare.another()] : [bare];
    });
    after(() => bare?.close());

    it('are each done or refused, whole, and the rows of both sites agree', async () => {
      let [given, done] = [0, 0];
      await fc.assert(
        fc.asyncProperty(fc.array(wave, { minLength: 2, maxLength: 4 }), async (waves) => {
          await clearBookings(bare.system.database);
          const used = new Set<string>();
          for (const commands of waves) {
            const fresh = commands
              .map(([command, other]) => (other ? atOther(command) : command))
              .filter((command) => {
                if (command.type !== 'hold' && command.type !== 'book') return true;
                return !used.has(command.id) && used.add(command.id) !== undefined;
              });
            const answers = await Promise.all(
              fresh.map((command, k) => {
                const { system } = processes[k % processes.length] ?? bare;
                return system.bookings.submit(command, { actor: theSystem });
              }),
            );
            given += answers.length;
            done += answers.filter((answer) => answer.ok).length;
            await assertSoundBookings(bare.system.database, bare.clock.now(), 'on');
          }
        }),
        { numRuns: runs },
      );
      console.log(`      ${given} commands, ${done} done`);
      assert.ok(done > runs * 5, `${done}`);
    });
  });
}
