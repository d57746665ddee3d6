import assert from 'node:assert/strict';
import { engines } from '../../../support/engines.ts';
import { type HallSystem, startSystem } from '../../../support/hall-system.ts';
import { keepToldDay } from '../../../support/recorded-days.ts';
import { type Office, signIn } from '../office.ts';
import { cells } from './table-cells.ts';

const told = { at: 600, queue: 'BJ-TSY:A', booked: false, low: 10, high: 20, waited: 15 };

for (const engine of engines) {
  describe(`the waits that were told, in the office [${engine}]`, () => {
    let hall: HallSystem;
    let office: Office;
    before(async () => {
      hall = await startSystem({ engine });
      const { writer } = hall.system.database;
      await keepToldDay(writer, 'BJ-TSY', '2026-11-17', [told, { ...told, waited: 30 }]);
      await keepToldDay(writer, 'BJ-TSY', '2026-11-18', [{ ...told, at: 610, waited: 3 }]);
      office = await signIn(hall, 'administrator');
    });
    after(() => hall?.close());

    const asked = (more: string): string =>
      `/admin/told?site=BJ-TSY&from=2026-11-01&to=2026-11-20&lang=en${more}`;

    it('are shown by week and by hour, with what became of them', async () => {
      for (const by of ['week', 'hour']) {
        const [line] = cells((await office.agent.get(asked(`&by=${by}&format=csv`))).text);
        assert.equal(line?.[0], by === 'week' ? 'Monday 16 November 2026' : '10:00–10:59');
        assert.deepEqual(line?.slice(3, 7), ['3', '33.3', '33.3', '33.3']);
      }
    });

    it('have a page that says what they are, also where nothing is recorded', async () => {
      const full = await office.agent.get(asked('')).expect(200);
      assert.match(full.text, />33\.3</);
      const empty = await office.agent.get('/admin/told?site=BJ-TSY&from=2026-01-01&to=2026-01-02');
      assert.equal(empty.status, 200);
      assert.match(empty.text, /还没有记录|Nothing is recorded/);
    });
  });
}
