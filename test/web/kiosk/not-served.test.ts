import assert from 'node:assert/strict';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { engines } from '../../support/engines.ts';
import { startSystem } from '../../support/hall-system.ts';
import { kioskHome, pairedKiosk, sendForm, site } from './kiosk-door.ts';

for (const engine of engines) {
  describe(`a kiosk whose counters are not open [${engine}]`, function () {
    this.timeout(60_000);

    it('says before it gives a number that nobody serves that now, gives it all the same, and stops saying so', async () => {
      const hall = await startSystem({ engine });
      try {
        const agent = await pairedKiosk(hall);
        const checklist = `${kioskHome}/checklist?service=RENEW`;
        assert.match((await agent.get(checklist)).text, /目前没有开启的窗口受理/);
        const priority = `${kioskHome}/priority?service=RENEW`;
        const taken = await sendForm(agent, priority, `${kioskHome}/tickets`, { service: 'RENEW' });
        assert.equal(taken.status, 303, taken.text);
        assert.match(taken.headers['location'] ?? '', /\/tickets\//);
        const open = { type: 'open_counter', counter: `${site}-1`, staff: null } as const;
        assert.ok((await hall.system.halls.submit(site, open, { actor: theSystem })).ok);
        assert.doesNotMatch((await agent.get(checklist)).text, /目前没有开启的窗口受理/);
      } finally {
        await hall.close();
      }
    });
  });
}
