import assert from 'node:assert/strict';
import { engines } from '../../support/engines.ts';
import { type HallSystem, mondayMorning, startSystem } from '../../support/hall-system.ts';
import { hidden, password, press, type Somebody, signedIn } from './signed-in.ts';

const counter = '/counter/BJ-TSY-1';
const reason = '陪同老人到自助区';

for (const engine of engines) {
  describe(`what a clerk typed when the session ended [${engine}]`, function () {
    this.timeout(60_000);
    let hall: HallSystem;
    let clerk: Somebody;

    before(async () => {
      hall = await startSystem({ engine, clockStart: mondayMorning });
      clerk = await signedIn(hall, 'counter');
      assert.equal((await press(clerk, 'BJ-TSY-1', 'open')).status, 303);
    });
    after(() => hall.close());

    const shown = async () => (await clerk.agent.get(counter)).text;

    /** The form of a reason of one's own, as it is in the page. */
    async function noted(to: string, fields: Readonly<Record<string, string>>) {
      const html = await shown();
      const form = /<form class="menu-button__own".*?<\/form>/s.exec(html)?.[0] ?? '';
      const own = {
        _csrf: hidden(form, '_csrf'),
        _opener: hidden(form, '_opener'),
        form: hidden(form, 'form'),
      };
      await hall.system.database.writer('staff_session').where({ staff: clerk.id }).delete();
      return clerk.agent
        .post(`${counter}/${to}`)
        .set('Sec-Fetch-Site', 'same-origin')
        .type('form')
        .send({ ...own, ...fields });
    }

    async function signInAgain(): Promise<void> {
      const page = await clerk.agent.get('/staff/sign-in');
      const answer = await clerk.agent
        .post('/staff/sign-in')
        .type('form')
        .send({ username: clerk.username, password, _csrf: hidden(page.text, '_csrf'), next: counter });
      assert.equal(answer.headers['location'], counter);
    }

    it('stands in its menu again, which is open, and is forgotten once something is done', async () => {
      const lost = await noted('pause', { reason });
      assert.match(lost.headers['location'] ?? '', /\/staff\/sign-in\?next=.*&kept=1$/);
      await signInAgain();
      const html = await shown();
      assert.match(html, /data-counter-state[^>]*>|console__place/);
      const menu = /<details[^>]*data-menu="pause"[^>]* open>.*?<\/details>/s.exec(html)?.[0] ?? '';
      assert.ok(menu.includes(`value="${reason}"`), menu.slice(0, 200));
      assert.ok(menu.includes('尚未保存'));
      const answer = await press(clerk, 'BJ-TSY-1', 'pause', { reason, _kept: '1' });
      assert.equal(answer.status, 303, answer.text.slice(0, 200));
      assert.equal((await press(clerk, 'BJ-TSY-1', 'resume')).status, 303);
      assert.ok(!(await shown()).includes(reason));
    });

    it('is handed in by the page before it leaves, and does nothing by that', async () => {
      const lost = await noted('unsent', { reason, _verb: 'pause' });
      assert.match(lost.headers['location'] ?? '', /kept=1$/);
      await signInAgain();
      const html = await shown();
      assert.ok(html.includes(`value="${reason}"`));
      assert.ok(!html.includes('data-menu-key="b" disabled'), 'the counter is still open');
      const form = { _csrf: hidden(html, '_csrf'), reason, _verb: 'pause' };
      const live = await clerk.agent.post(`${counter}/unsent`).type('form').send(form);
      assert.equal(live.status, 404, 'whoever is signed in has nothing to hand in');
    });

    it('a button that says nothing by itself is not kept', async () => {
      const lost = await noted('pause', { reason: '' });
      assert.equal(lost.headers['location'], '/staff/sign-in');
    });
  });
}
