import assert from 'node:assert/strict';
import { type OfficeNow, officesNow } from '../../../server/actions/queue/offices-now.ts';
import type { Site } from '../../../server/domain/catalogue/site.ts';
import type { Ticket } from '../../../server/domain/queue/hall/ticket.ts';
import { type BareSystem, bareSystem } from '../../support/bare-system.ts';
import { engines } from '../../support/engines.ts';
import { hallSite } from '../../support/hall-site.ts';
import { officeHours } from '../../support/sites.ts';
import { there } from '../../support/there.ts';

const thousand = 1000;
const today = '2026-11-24';
const now = Date.parse(`${today}T10:00:00+08:00`);
const minute = 60_000;

function officeOf(code: string, some: Partial<Site> = {}): Site {
  const site = hallSite(1);
  const queues = site.queues.map((queue) => ({ ...queue, id: `${code}:${queue.code}` }));
  return {
    ...site,
    code,
    queues,
    sessions: officeHours,
    services: site.services.map((line) => ({ ...line, queue: `${code}:${line.queue.split(':')[1]}` })),
    counters: site.counters.map((counter, index) => ({
      ...counter,
      code: `${code}-${index + 1}`,
      queues: queues.map(({ id }) => id),
    })),
    ...some,
  };
}

const watched = { ...hallSite(1).hall, alarmsTo: 'duty@test.invalid' };
const sites: readonly Site[] = Array.from({ length: thousand }, (_, index) =>
  officeOf(`S${String(index).padStart(4, '0')}`, index === 3 ? { hall: watched } : {}),
);

for (const engine of engines) {
  describe(`a thousand offices at once [${engine}]`, function () {
    this.timeout(240_000);
    let bare: BareSystem;
    let offices: ReadonlyMap<string, OfficeNow>;

    const look = async (of: readonly Site[]): Promise<ReadonlyMap<string, OfficeNow>> => {
      const { system } = bare;
      const found = await officesNow(system, await system.catalogue(), of);
      return new Map(found.map((office) => [office.site.code, office]));
    };
    const ticket = (
      site: string,
      number: string,
      some: Pick<Ticket, 'state'> & { readonly issued_at?: number },
    ) => ({
      ...{ id: `${site}-${number}`, site, day: today, number, queue: `${site}:A` },
      ...{ token: `${site}-${number}`, kind: 'walk_in' as const, priority: false, services: '[]' },
      ...{ issued_at: now, due: now, due_reason: 'walk_in' as const, times_called: 0, returned: false },
      ...some,
    });

    before(async () => {
      bare = await bareSystem({ engine, sites, now });
      const { writer } = bare.system.database;
      await writer('ticket').insert([
        ticket('S0001', 'A001', { state: 'waiting', issued_at: now - 12 * minute }),
        ticket('S0001', 'A002', { state: 'waiting', issued_at: now - 30 * minute }),
        ticket('S0001', 'A003', { state: 'serving', issued_at: now - 90 * minute }),
        ticket('S0001', 'A004', { state: 'done', issued_at: now - 95 * minute }),
        { ...ticket('S0001', 'A005', { state: 'waiting' }), day: '2026-11-23' },
      ]);
      const day = { day: today, version: 1 };
      await writer('hall_day').insert([
        { site: 'S0001', state: 'open', ...day },
        { site: 'S0002', state: 'closed', ...day },
        { site: 'S0004', state: 'closed', ...day, day: '2026-11-23' },
      ]);
      await writer('floor_alarm').insert([
        { site: 'S0003', day: today, subject: 'waits', seen_at: now },
        { site: 'S0003', day: today, subject: 'conflicts', seen_at: null },
      ]);
      offices = await look([...(await bare.system.catalogue()).sites.values()]);
    });
    after(() => bare.close());

    it('each has those who wait, the longest of their waits and those who were served today, and nothing of another day', () => {
      assert.equal(offices.size, thousand);
      const busy = there(offices.get('S0001'));
      assert.deepEqual(
        [busy.waiting, busy.longest, busy.served, busy.done, busy.state],
        [2, 30, 1, 1, 'open'],
      );
      const quiet = there(offices.get('S0004'));
      assert.deepEqual([quiet.waiting, quiet.longest, quiet.state], [0, null, 'open']);
      assert.equal(there(offices.get('S0002')).state, 'closed', 'staff have closed it');
    });

    it('alarms that stand are counted where somebody is told of them, and elsewhere nothing is said', () => {
      assert.equal(offices.get('S0003')?.alarms, 1);
      assert.equal(offices.get('S0001')?.alarms, null);
    });

    it('are asked for with as many questions as two of them', async () => {
      const asked = async (some: readonly Site[]): Promise<number> => {
        const { office } = bare.system.database;
        let questions = 0;
        const count = () => {
          questions += 1;
        };
        office.on('query', count);
        await look(some);
        office.removeListener('query', count);
        return questions;
      };
      const all = [...(await bare.system.catalogue()).sites.values()];
      const few = await asked(all.slice(0, 2));
      assert.ok(few > 4);
      assert.equal(await asked(all), few);
    });
  });
}
