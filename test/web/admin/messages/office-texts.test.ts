import assert from 'node:assert/strict';
import { engines } from '../../../support/engines.ts';
import { hallAndOffice } from '../hall-and-office.ts';
import { signIn } from '../office.ts';

const path = '/admin/sites/BJ-TSY/texts/booked';
const opening = 'texts.en.opening';

for (const engine of engines) {
  describe(`the words of an office's mail [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    const texts = async (site: string) => (await suite.hall.system.catalogue()).sites.get(site)?.texts ?? [];

    it('are set by its manager, are its own alone, and end with one box; all of it is in the audit', async () => {
      const manager = await signIn(suite.hall, 'manager', ['BJ-TSY']);
      const typed = { ...(await manager.form(path)), [opening]: 'See you at {site}.' };
      assert.equal((await manager.send(path, typed)).status, 303);
      assert.deepEqual(await texts('BJ-TSY'), [
        { template: 'booked', locale: 'en', subject: null, opening: 'See you at {site}.' },
      ]);
      assert.deepEqual(await texts('HZ'), []);
      const list = await manager.agent.get('/admin/sites/BJ-TSY/texts?lang=en');
      assert.equal([...list.text.matchAll(/This office&#39;s own|This office's own/g)].length, 1);
      const again = { ...(await manager.form(path)), 'again.en': 'on' };
      assert.equal((await manager.send(path, again)).status, 303);
      assert.deepEqual(await texts('BJ-TSY'), []);
      const lines = await suite.hall.system.database
        .writer('audit')
        .where({ action: 'site.texts', subject: 'BJ-TSY/booked' });
      assert.equal(lines.length, 2);
      assert.match(lines.map(({ after }) => after).join(), /See you at/);
    });

    it('an unknown name in braces is refused with those that may stand there', async () => {
      const form = { ...(await suite.office.form(path)), [opening]: 'Hello {password}' };
      const answer = await suite.office.send(`${path}?lang=en`, form);
      assert.equal(answer.status, 422);
      assert.match(answer.text, /no \{password\}.*\{reference\}/s);
      assert.deepEqual(await texts('BJ-TSY'), []);
    });

    it('another office’s manager neither reads nor writes them; what has no office has no page', async () => {
      const stranger = await signIn(suite.hall, 'manager', ['HZ']);
      const form = { ...(await suite.office.form(path)), [opening]: 'Mine' };
      assert.ok([403, 404].includes((await stranger.agent.get(path)).status));
      assert.ok([403, 404].includes((await stranger.agent.get(`${path}/preview/en`)).status));
      const { _csrf } = await stranger.form('/admin/sites/HZ/texts/booked');
      const answer = await stranger.send(path, { ...form, _csrf: _csrf ?? '' });
      assert.ok([403, 404].includes(answer.status));
      assert.deepEqual(await texts('BJ-TSY'), []);
      assert.equal((await suite.office.agent.get('/admin/sites/BJ-TSY/texts/audit_head')).status, 404);
      assert.equal((await suite.office.agent.get('/admin/sites/NONE/texts/booked')).status, 404);
    });
  });
}
