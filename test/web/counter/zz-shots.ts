import { startSystem } from '/work/main/test/support/hall-system.ts';
import { launchBrowser } from '/work/main/test/support/browser.ts';
import { signedIn, press, password, hidden } from '/work/main/test/web/counter/signed-in.ts';
import { bookCommand } from '/work/main/test/support/commands.ts';
import { hashToken } from '/work/main/server/actions/secrets.ts';
const only = process.argv[2] ?? 'all';
const hall = await startSystem({ engine: 'sqlite', clockStart: '2026-11-20T10:12:00+08:00' });
if (!(await hall.system.database.writer.schema.hasColumn('staff_session','sid')) && (await import('node:fs')).readFileSync('/work/main/server/web/middleware/staff-session.ts','utf8').includes('ConnectSessionKnexStore')) { await hall.system.database.writer.schema.dropTable('staff_session'); await hall.system.database.writer.schema.createTable('staff_session', (t: any) => { t.string('sid').primary(); t.json('sess'); t.timestamp('expired'); }); }
const { system } = hall;
let n = 0;
const walk = async (services: string[], priority = false) => {
  const r = await system.halls.submit('BJ-TSY', { type: 'walk_in', id: system.secrets.newId(), services: services.map((code) => ({ code, quantity: 1 })), priority, byStaff: false }, { actor: 'device:x' });
  if (!r.ok) throw new Error(r.code);
  return r.value.ticket!;
};
const books: string[] = [];
const refs = ['H23K-8P2M', 'H23K-8P2N', 'H23K-8P2P'];
const codes = ['914403001922038216', '91110108551385082Q', '91110000802100433B'];
for (const [i, at] of ['10:15', '10:30', '11:00'].entries()) {
  const id = `b${i}`;
  const r = await system.bookings.submit(bookCommand({ id, start: `2026-11-23T${at}:00+08:00`, reference: refs[i], mobile: `1380000${1000 + i}`, tokenHash: hashToken(id), services: i === 0 ? [{ code: 'RENEW', quantity: 2 }, { code: 'ADD_OPERATOR', quantity: 1 }] : [{ code: 'RENEW', quantity: 1 }], ticks: ['business_licence'], enterprise: { name: '北京远洋国际货运代理有限公司', creditCode: codes[i]!, customsCode: null } }), { actor: 'staff:x' });
  if (!r.ok) console.log('book', r);
}
hall.clock.set('2026-11-23T10:12:00+08:00');
const browser = await launchBrowser();
try {
  const shot = async (page: any, name: string) => { await page.waitForTimeout(350); await page.screenshot({ path: `/tmp/shots/${name}.png` }); const s = await page.evaluate(() => ({ h: document.documentElement.scrollHeight, w: document.documentElement.scrollWidth, ih: innerHeight, iw: innerWidth })); console.log(name, JSON.stringify(s)); };
  const manager = only === 'kiosk' ? null as never : await signedIn(hall, 'manager');
  if (only === 'all' || only === 'kiosk') {
    for (const [w, h] of [[1080, 1920], [1280, 800]]) {
      const ctx = await browser.newContext({ viewport: { width: w!, height: h! } });
      const page = await ctx.newPage();
      page.on('pageerror', (e: Error) => console.log('ERR', e.message)); page.on('console', (m: any) => { if (m.type() === 'error') console.log('console', m.text()); });
      await page.goto(`${hall.url}/kiosk/BJ-TSY`);
      await shot(page, `kiosk-${w}-pairing`);
      const code = (await page.textContent('.kiosk__code'))!.trim();
      const { confirmDevice } = await import('/work/main/server/actions/device/confirm-device.ts'); console.log(await confirmDevice(system, { id: 'x', role: 'administrator', sites: [] } as never, { by: { code }, name: '东门', address: null }));
      for (const lang of ['zh-CN', 'en']) {
        await page.goto(`${hall.url}/kiosk/BJ-TSY?lang=${lang}`);
        await shot(page, `kiosk-${w}-home-${lang}`);
        await page.click('.tile--main'); await page.waitForSelector('#reference');
        await shot(page, `kiosk-${w}-checkin-${lang}`);
        for (const k of 'H23K8P2X') await page.click(`[data-key="${k}"]`);
        await page.click('.kiosk__type .button'); await page.waitForSelector('.notice--stop');
        await shot(page, `kiosk-${w}-checkin-refused-${lang}`);
        await page.fill('#reference', lang === 'en' ? refs[1]! : refs[0]!); await page.keyboard.press('Enter'); await page.waitForSelector('.kiosk__number');
        await shot(page, `kiosk-${w}-slip-${lang}`);
        await page.goto(`${hall.url}/kiosk/BJ-TSY/services`);
        await page.check('[value=RENEW]'); await page.check('[value=ADD_OPERATOR]');
        await shot(page, `kiosk-${w}-services-${lang}`);
        await page.click('.kiosk__actions .button'); await page.waitForSelector('.kiosk__checklist');
        await shot(page, `kiosk-${w}-checklist-${lang}`);
        await page.click('.kiosk__actions .button'); await page.waitForSelector('.tiles--huge button');
        await shot(page, `kiosk-${w}-priority-${lang}`);
        await page.click('.tile--main'); await page.waitForSelector('.kiosk__number');
        if (lang === 'zh-CN') { await shot(page, `kiosk-${w}-walkin`); await page.emulateMedia({ media: 'print' }); await page.setViewportSize({ width: 302, height: 620 }); await shot(page, `kiosk-${w}-print`); await page.emulateMedia({ media: 'screen' }); await page.setViewportSize({ width: w!, height: h! }); }
      }
      await page.goto(`${hall.url}/kiosk/BJ-TSY?lang=zh-CN&type=large`); await shot(page, `kiosk-${w}-home-large`);
      hall.clock.set('2026-11-23T18:00:00+08:00');
      await page.goto(`${hall.url}/kiosk/BJ-TSY?lang=zh-CN&type=normal`); await shot(page, `kiosk-${w}-closed`);
      hall.clock.set('2026-11-23T10:12:00+08:00');
      await system.halls.submit('BJ-TSY', { type: 'pause_hall', reason: '设备检修' }, { actor: 'x' });
      await page.goto(`${hall.url}/kiosk/BJ-TSY`); await shot(page, `kiosk-${w}-paused`);
      await system.halls.submit('BJ-TSY', { type: 'resume_hall' }, { actor: 'x' });
      await ctx.close();
      (hall.system.hallCache as any).keep({ site: 'BJ-TSY', day: '2026-11-23', version: 9999, tickets: new Map() }); await system.database.writer('booking').update({ state: 'confirmed' }); await system.database.writer('ticket').delete(); await system.database.writer('hall_event').delete(); await system.database.writer('hall_day').delete();
    }
  }
  if (only === 'crowd') {
    for (let i = 0; i < 300; i += 1) await walk([['RENEW'], ['UNLOCK'], ['NEW'], ['REPLACE']][i % 4]!);
    for (const c of ['1', '5']) await system.halls.submit('BJ-TSY', { type: 'open_counter', counter: `BJ-TSY-${c}`, staff: null }, { actor: 'x' });
    for (let i = 0; i < 4; i += 1) { await walk(['RENEW']); const t = performance.now(); const r = await manager.agent.get('/counter/BJ-TSY-1').set('x-partial', 'console'); console.log('crowd', Math.round(performance.now() - t), 'ms', r.text.length); }
  }
  if (only === 'all' || only === 'counter') {
    for (const services of [['RENEW'], ['UNLOCK'], ['RENEW', 'ADD_OPERATOR'], ['REPLACE'], ['RENEW'], ['NEW'], ['RENEW'], ['ADD_DECLARANT'], ['UNLOCK'], ['RENEW'], ['RENEW'], ['REPLACE']]) { await walk(services, n === 4); hall.clock.advance(70_000); n += 1; }
    for (const r of refs) console.log(r, (await system.halls.submit('BJ-TSY', { type: 'arrive', id: system.secrets.newId(), reference: r, priority: false }, { actor: 'd' })).ok);
    for (const lang of ['zh-CN', 'en']) {
      const ctx = await browser.newContext({ viewport: { width: 1280, height: 720 } });
      const page = await ctx.newPage();
      page.on('pageerror', (e: Error) => console.log('ERR', e.message)); page.on('console', (m: any) => { if (m.type() === 'error') console.log('console', m.text()); });
      const code = lang === 'en' ? 'BJ-TSY-5' : 'BJ-TSY-1';
      await page.goto(`${hall.url}/staff/sign-in?lang=${lang}`); await page.fill('#username', manager.username); await page.fill('#password', password); await page.click('main button'); await page.waitForLoadState();
      await shot(page, `counter-choose-${lang}`);
      await page.goto(`${hall.url}/counter/${code}`); await shot(page, `counter-closed-${lang}`);
      await page.click('form[data-verb=open] button'); await page.waitForSelector('[data-counter-state=open]'); await shot(page, `counter-idle-${lang}`);
      await page.click('[data-menu=call] summary'); await shot(page, `counter-call-menu-${lang}`); await page.keyboard.press('Escape');
      await page.evaluate(() => (document.activeElement as HTMLElement)?.blur());
      await page.keyboard.press('Space'); await page.waitForSelector('.console__now--called'); hall.clock.advance(35_000); await shot(page, `counter-called-${lang}`);
      await page.keyboard.press('r'); await page.waitForTimeout(300); await page.keyboard.press('m'); await page.waitForTimeout(300); await page.keyboard.press('r'); await page.waitForTimeout(300); await page.keyboard.press('m'); await page.waitForSelector('.console__now--idle');
      await page.keyboard.press('Space'); await page.waitForSelector('.console__now--called'); await page.keyboard.press('s'); await page.waitForSelector('.console__now--serving'); await shot(page, `counter-serving-${lang}`);
      await page.keyboard.press('t'); await shot(page, `counter-transfer-${lang}`); await page.keyboard.press('Escape');
      await page.keyboard.press('p'); await page.waitForSelector('.console__now--idle');
      await page.evaluate(() => (document.activeElement as HTMLElement)?.blur());
      // find the booked one
      for (let i = 0; i < 6; i += 1) { await page.keyboard.press('Space'); await page.waitForSelector('.console__now--called'); if (await page.$('.console__visitor')) break; await page.keyboard.press('f'); await page.waitForSelector('.console__now--idle'); await page.waitForTimeout(150); if (i === 5) { await page.keyboard.press('Space'); await page.waitForSelector('.console__now--called'); } }
      await page.keyboard.press('s'); await page.waitForSelector('.console__now--serving'); await shot(page, `counter-booked-${lang}`);
      await page.keyboard.press('f'); await page.waitForSelector('.console__now--idle');
      await page.route('**/recall', (r: any) => r.abort()); await page.keyboard.press('Space'); await page.waitForSelector('.console__now--called'); await page.keyboard.press('r'); await page.waitForTimeout(600); await shot(page, `counter-notice-${lang}`); await page.keyboard.press('f'); await page.waitForSelector('.console__now--idle'); await page.click('[data-menu=pause] summary'); await page.click('[data-menu=pause] button'); await page.waitForSelector('[data-counter-state=paused]'); await shot(page, `counter-paused-${lang}`);
      await page.goto(`${hall.url}/staff/devices`); await shot(page, `devices-${lang}`);
      await page.goto(`${hall.url}/counter/BJ-ZGC-2`); await page.click('form[data-verb=open] button'); await page.waitForTimeout(400); await shot(page, `counter-empty-${lang}`); await page.click('form[data-verb=close] button'); await page.waitForTimeout(300);
      await ctx.close();
    }
  }
} finally { await browser.close(); await hall.close(); }
