import assert from 'node:assert/strict';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { words } from '../../../server/locales/words.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { unmarked } from '../../support/unmarked.ts';
import { kioskHome, pairedKiosk, sendForm, site } from '../kiosk/kiosk-door.ts';

describe('the page of a booking whose holder has checked in', () => {
  let hall: HallSystem;
  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite' });
  });
  after(() => hall.close());

  for (const [at, locale] of (['zh-CN', 'en'] as const).entries())
    it(`has the number and the way to the queue instead of the code for the machine, until the holder leaves (${locale})`, async () => {
      const t = words(locale);
      const mobile = `1380013800${at}`;
      const { reference, token, start } = await bookByApi(hall, site, { name: '王芳', mobile });
      const visitor = hall.agent();
      const read = async () => {
        const path = `/bookings/${reference}?token=${token}&lang=${locale}`;
        const { text } = await visitor.get(path).redirects(1).expect(200);
        return unmarked(text);
      };
      const before = await read();
      assert.ok(before.includes('code.svg') && !before.includes(t('manage.queued.number')));

      hall.clock.set(Date.parse(start) - 5 * 60_000);
      const kiosk = await pairedKiosk(hall);
      const slip = await sendForm(kiosk, `${kioskHome}/check-in`, `${kioskHome}/check-in`, { reference });
      const ticket = /tickets\/([\w-]+)/.exec(String(slip.headers['location']))?.[1] ?? '';
      const page = await read();
      const [, number] = new RegExp(`${t('manage.queued.number')} <strong[^>]*>([^<]+)<`).exec(page) ?? [];
      assert.match(String(number), /^A\d{3}$/);
      const [, href = ''] = /href="(\/tickets\/[^"]+)"/.exec(page) ?? [];
      const followed = await visitor.get(href).redirects(1).expect(200);
      assert.ok(followed.text.includes(String(number)), 'the link leads to this number');
      assert.ok(!page.includes('code.svg'), 'the machine has nothing to read any more');

      const left = await hall.system.halls.submit(site, { type: 'leave', ticket }, { actor: theSystem });
      assert.ok(left.ok, JSON.stringify(left));
      assert.ok(!(await read()).includes(t('manage.queued.number')));
    });
});
