import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { startDemo } from '../../seeds/demo/start-demo.ts';
import { seedAdministrator } from '../../seeds/seed-database.ts';
import type { Clock } from '../../server/clock.ts';
import type { Locale } from '../../server/domain/catalogue/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { type HallSystem, startSystem } from '../support/hall-system.ts';
import { lettered } from '../support/lettered.ts';
import { signInByBrowser } from '../support/sign-in-by-browser.ts';
import { shots } from './shots.ts';
import { takeWalls } from './wall-shots.ts';

// `npm run screenshots [-- name …]`: the pictures of the README, and every page in both languages and at two widths for looking at.
const kept = resolve(import.meta.dirname, '../screenshots');
const others = resolve(import.meta.dirname, '../../var/screenshots');
const password = 'Pictures-of-the-hall-7';
const wanted = process.argv.slice(2);

const widths = {
  phone: { width: 360, height: 780 },
  desk: { width: 1280, height: 800 },
  console: { width: 1280, height: 720 },
  hall: { width: 1920, height: 1080 },
  kiosk: { width: 1080, height: 1920 },
} as const;

async function take(browser: Browser, hall: HallSystem): Promise<void> {
  for (const shot of shots) {
    if (wanted.length > 0 && !wanted.some((name) => shot.name.startsWith(name))) continue;
    for (const locale of shot.locales ?? (['zh-CN', 'en'] as const)) {
      for (const size of shot.sizes) await one(browser, hall, shot, locale, size);
    }
  }
}

async function one(
  browser: Browser,
  hall: HallSystem,
  shot: (typeof shots)[number],
  locale: Locale,
  size: keyof typeof widths,
): Promise<void> {
  const context = await browser.newContext({ viewport: widths[size], locale, serviceWorkers: 'block' });
  const page = await context.newPage();
  if (shot.staff) await signInByBrowser(page, hall.url, { username: 'admin', password });
  const path = await shot.path(hall);
  await page.goto(`${hall.url}${path}${path.includes('?') ? '&' : '?'}lang=${locale}`);
  await shot.prepare?.(page, hall);
  await lettered(page);
  await page.waitForTimeout(300);
  const file = `${shot.name}.${locale === 'en' ? 'en' : 'zh'}.${size}.png`;
  const shown = shot.readme?.includes(file) ?? false;
  await page.screenshot({
    path: `${shown ? kept : others}/${file}`,
    // the README shows what stands there first
    fullPage: !shown && (shot.whole ?? false),
  });
  console.log(file);
  await context.close();
}

for (const folder of [kept, others]) mkdirSync(folder, { recursive: true });
let time: Clock = { now: () => Date.parse('2026-11-23T10:00:00+08:00') };
const hall = await startSystem({ engine: 'sqlite', env: { ADMIN_PASSWORD: password } });
Object.assign(hall.clock, { now: () => time.now() });
await seedAdministrator(hall.system);
const demo = await startDemo(hall.system, (clock) => {
  time = clock;
});
const browser = await launchBrowser();
try {
  await take(browser, hall);
  if (wanted.length === 0 || wanted.includes('wall')) await takeWalls(browser, hall, others);
} finally {
  await browser.close();
  demo.stop();
  await hall.close();
}
