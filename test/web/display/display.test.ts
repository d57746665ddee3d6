import assert from 'node:assert/strict';
import { defaultHallPolicy } from '../../../server/domain/queue/hall/hall-policy.ts';
import type { SoundAddresses } from '../../../server/domain/queue/screens/display-settings.ts';
import { fragmentsFor } from '../../../server/domain/queue/screens/fragments.ts';
import { theSystem } from '../../../server/domain/staff/actor.ts';
import { type LiveHouse, openHouse } from '../../realtime/live-house.ts';

describe('the page of a hall display', () => {
  let house: LiveHouse;

  before(async function () {
    this.timeout(30_000);
    house = await openHouse();
    const order = (request: Parameters<typeof house.system.halls.submit>[1]) =>
      house.system.halls.submit('BJ-TSY', request, { actor: theSystem });
    const counter = 'BJ-TSY-3';
    const services = [{ code: 'RENEW', quantity: 1 }];
    await order({ type: 'open_counter', counter, staff: null });
    await order({ type: 'walk_in', id: 'one', services, priority: false, byStaff: true });
    await order({ type: 'walk_in', id: 'two', services, priority: false, byStaff: true });
    await order({ type: 'call_next', counter });
  });
  after(() => house.close());

  const page = async (query = ''): Promise<string> =>
    (await house.request.get(`/display/BJ-TSY${query}`).expect(200)).text;

  it('shows who is called where, and who waits, before any script has run', async () => {
    const html = await page();
    assert.match(html, /call__number number">A001</);
    assert.match(html, />请到窗口</);
    assert.match(html, />go to</);
    assert.match(html, /call__label number">3</);
    assert.match(html, /line__count number">1</);
    assert.match(html, /id="clock">09:30</);
  });

  it('speaks one language when it is told so', async () => {
    const html = (await page('?lang=en')).replace(/data-settings="[^"]*"/, '');
    assert.match(html, />go to</);
    assert.ok(!html.includes('窗口'));
  });

  it('takes its layout from the address, and an unknown one for the full one', async () => {
    assert.match(await page('?view=calls'), /hall--calls/);
    assert.match(await page('?view=<script>'), /hall--full/);
  });

  it('finds a recording for every fragment that can be said', async () => {
    const settings = /data-settings="([^"]*)"/.exec(await page())?.[1]?.replaceAll('&#34;', '"') ?? '';
    const { sounds } = JSON.parse(settings) as { sounds: SoundAddresses };
    assert.deepEqual(sounds.own, {});
    assert.deepEqual(
      Object.keys(sounds['built-in']).sort(),
      [...fragmentsFor(defaultHallPolicy.speech)].sort(),
    );
    const chime = await house.request.get(sounds['built-in']['chime'] ?? '').expect(200);
    assert.equal(chime.headers['content-type'], 'audio/wav');
  });

  it('has a service worker that names the files of this very release', async () => {
    const worker = await house.request
      .get('/display/worker.js')
      .expect(200)
      .expect('Content-Type', /javascript/);
    const files = JSON.parse(/displayFiles = (\[.*?\]);/.exec(worker.text)?.[1] ?? '[]') as string[];
    assert.ok(files.length > fragmentsFor(defaultHallPolicy.speech).length);
    for (const file of [...files.slice(0, 4), /importScripts\("([^"]+)"\)/.exec(worker.text)?.[1] ?? ''])
      await house.request.get(file).expect(200);
  });

  it('does not exist for a site without a hall', async () => {
    await house.request.get('/display/BJ-CCB').expect(404);
    await house.request.get('/display/NOWHERE').expect(404);
  });
});
