import assert from 'node:assert/strict';
import { objectionState, objectionStates } from '../../../server/domain/booking/objection.ts';
import {
  objectionIds,
  objectionOrders,
  overdueObjections,
  searchObjections,
} from '../../../server/store/booking/objection-query.ts';
import { engines } from '../../support/engines.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { filledOffice, site } from '../../web/admin/filled-office.ts';

const now = Date.parse('2026-11-24T12:00:00+08:00');
const some = { sites: [site], state: null, kind: null, sort: null, now, page: 1, perPage: 100 } as const;

for (const engine of engines)
  describe(`objections, a page at a time [${engine}]`, function () {
    this.timeout(120_000);
    let hall: HallSystem;
    const reader = () => hall.system.database.reader;

    before(async () => {
      ({ hall } = await filledOffice(engine));
      const { writer } = hall.system.database;
      const booking = there((await writer('booking').limit(1))[0]);
      const objection = there((await writer('objection').limit(1))[0]);
      let number = 0;
      for (const kind of ['missed', 'released'] as const)
        for (const state of ['missed', 'excused'] as const)
          for (const [declined, granted] of [
            [null, null],
            [1, null],
            [null, 1],
          ])
            for (const due of [now - 1, now, now + 1]) {
              number += 1;
              const id = `o${String(number).padStart(2, '0')}`;
              const own = { id, reference: `REF-${id}`, limit_key: null, state };
              await writer('booking').insert({ ...booking, ...own } as never);
              const case_ = { booking: id, kind, due_at: due, declined_at: declined, granted_at: granted };
              await writer('objection').insert({ ...objection, ...case_, site } as never);
            }
    });
    after(() => hall.close());

    it('are found by how they stand, as the domain says it', async () => {
      const all = (await searchObjections(reader(), some)).lines;
      assert.ok(all.length >= 36);
      for (const state of objectionStates) {
        const wanted = all.filter((one) => objectionState(one, one.state, now) === state);
        assert.ok(wanted.length > 0, state);
        const { lines, total } = await searchObjections(reader(), { ...some, state });
        assert.deepEqual(
          lines.map(({ booking }) => booking),
          wanted.map(({ booking }) => booking),
          state,
        );
        assert.equal(total, wanted.length);
      }
      const overdue = await searchObjections(reader(), { ...some, state: 'overdue' });
      assert.equal(await overdueObjections(reader(), [site], now), overdue.total);
    });

    it('that nobody has answered come first, then by deadline; and by each column, page after page', async () => {
      const { lines } = await searchObjections(reader(), some);
      const rank = lines.map((one) =>
        ['granted', 'declined'].includes(objectionState(one, one.state, now)) ? 1 : 0,
      );
      assert.deepEqual(rank, [...rank].sort());
      for (const by of objectionOrders)
        for (const falling of [false, true]) {
          const sort = { by, falling };
          const ids = await objectionIds(reader(), { ...some, sort });
          const pages: string[] = [];
          for (let page = 1; pages.length < ids.length; page += 1) {
            const found = await searchObjections(reader(), { ...some, sort, page, perPage: 7 });
            assert.ok(found.lines.length > 0 && found.lines.length <= 7);
            pages.push(...found.lines.map(({ booking }) => booking));
          }
          assert.deepEqual(pages, ids, `${by} ${falling}`);
          assert.equal(new Set(ids).size, lines.length);
        }
      const states = (await searchObjections(reader(), { ...some, sort: { by: 'state', falling: false } }))
        .lines;
      const places = states.map((one) => objectionStates.indexOf(objectionState(one, one.state, now)));
      assert.deepEqual(places, [...places].sort());
    });
  });
