import assert from 'node:assert/strict';
import { words } from '../../server/locales/words.ts';
import type { Assets } from '../../server/web/assets.ts';
import { keptHtml } from '../../server/web/kept-page.ts';
import type { PageContext } from '../../server/web/page-context.ts';
import { homeView } from '../../server/web/public/home-view.ts';
import { type HallSystem, mondayMorning, startSystem } from '../support/hall-system.ts';

const assets: Assets = { path: (name) => name, serve: () => {} };

function context(path: string, more: Partial<PageContext> = {}): PageContext {
  return {
    locale: 'en',
    t: words('en'),
    largeType: false,
    now: 0,
    path,
    alternate: { locale: 'zh-CN', href: `${path}?lang=zh-CN` },
    typeSwitch: `${path}?type=large`,
    assets,
    csrfToken: null,
    ...more,
  };
}

describe('a page that is kept', () => {
  let made = 0;
  const asked = (view: object, its: PageContext): string =>
    keptHtml(view, its, () => {
      made += 1;
      return `${its.locale} ${its.largeType} ${its.path} ${its.typeSwitch} ${made}`;
    }).toString();
  const again = (view: object, its: PageContext): boolean => {
    const first = asked(view, its);
    return asked(view, its) === first;
  };

  it('is made once for each view, language, size of type and address', () => {
    const view = {};
    const different = [
      context('/services/NEW'),
      context('/services/NEW', { largeType: true, typeSwitch: '/services/NEW?type=normal' }),
      context('/services/NEW', {
        locale: 'zh-CN',
        alternate: { locale: 'en', href: '/services/NEW?lang=en' },
      }),
      context('/services/NEW/'),
    ];
    assert.equal(new Set(different.map((one) => asked(view, one))).size, 4);
    for (const one of different) assert.ok(again(view, one), JSON.stringify(one));
    assert.notEqual(asked(view, context('/services/NEW')), asked({}, context('/services/NEW')));
    const other = context('/services/NEW', { assets: { ...assets } });
    assert.notEqual(asked(view, context('/services/NEW')), asked(view, other));
  });

  it('is made anew for every address with a query, which its links repeat', () => {
    const path = '/services/NEW';
    const asking = { locale: 'zh-CN', href: `${path}?x=1&lang=zh-CN` } as const;
    assert.ok(!again({}, context(path, { alternate: asking, typeSwitch: `${path}?x=1&type=large` })));
    // the language is in the address already: only the other link repeats it
    assert.ok(!again({}, context(path, { typeSwitch: `${path}?lang=en&type=large` })));
  });

  it('is of nobody: one with the token of a form, or for staff, is made anew', () => {
    const staff = { name: 'wu', counter: true, floor: true, find: true, admin: true, day: true };
    assert.ok(!again({}, context('/services/NEW', { csrfToken: 'secret' })));
    assert.ok(!again({}, context('/services/NEW', { staff })));
  });
});

describe('the page of a service', () => {
  let hall: HallSystem;
  before(async function () {
    this.timeout(60_000);
    hall = await startSystem({ engine: 'sqlite', clockStart: mondayMorning });
  });
  after(() => hall.close());

  const page = async (headers: Record<string, string>): Promise<string> => {
    const answer = await fetch(`${hall.url}/services/NEW`, { headers });
    assert.equal(answer.status, 200);
    return answer.text();
  };
  const readers = [
    { 'accept-language': 'zh-CN' },
    { 'accept-language': 'en' },
    { 'accept-language': 'en', cookie: 'type=large' },
  ];

  it('is the same however often it is asked for, and follows what is changed', async () => {
    const before = [];
    for (const reader of readers) before.push(await page(reader));
    assert.equal(new Set(before).size, readers.length);
    for (const [at, reader] of readers.entries()) assert.equal(await page(reader), before[at]);
    const { writer } = hall.system.database;
    await writer('service').where({ code: 'NEW' }).update({ name_zh: '另一个名字', name_en: 'Another name' });
    await writer('catalogue_version').increment('version', 1);
    // a page may be a second behind
    await hall.system.catalogueCache.within(hall.system.database.reader);
    assert.match(await page({ 'accept-language': 'en' }), /<h1>Another name<\/h1>/);
    assert.match(await page({ 'accept-language': 'zh-CN' }), /另/);
  });

  it('and the first one are of one view, until the language or what is free next is another', async () => {
    const catalogue = await hall.system.catalogue();
    const soonest = (when: string) => ({
      service: 'Renewal',
      offices: [{ name: 'TSY', when, href: '/book' }],
    });
    const [english, chinese] = [context('/'), context('/', { locale: 'zh-CN', t: words('zh-CN') })];
    const first = homeView(catalogue, soonest('9:00'), english);
    assert.equal(homeView(catalogue, soonest('9:00'), english), first);
    assert.notEqual(homeView(catalogue, soonest('9:00'), chinese), first);
    const later = homeView(catalogue, soonest('9:30'), english);
    assert.deepEqual(later.soonest, soonest('9:30'));
    assert.equal(homeView(catalogue, null, english).soonest, null);
  });
});
