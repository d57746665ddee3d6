import assert from 'node:assert/strict';
import type { Express } from 'express';
import request from 'supertest';
import { busyBoard, publicApp } from '../../support/public-app.ts';
import { unmarked } from '../../support/unmarked.ts';

describe('public pages', () => {
  let app: Express;
  before(async () => {
    app = await publicApp({ board: busyBoard });
  });

  const page = async (path: string, language = 'zh-CN') => {
    const answer = await request(app).get(path).set('Accept-Language', language);
    return { status: answer.status, text: unmarked(answer.text) };
  };

  const all = [
    '/',
    '/services',
    '/services/NEW',
    '/sites',
    '/sites/BJ-TSY',
    '/sites/HZ',
    '/online',
    '/privacy',
  ];

  it('no page holds an inline style or script, which the content policy would refuse', async () => {
    for (const path of all) {
      const { status, text } = await page(path);
      assert.equal(status, 200, path);
      assert.doesNotMatch(text, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/, path);
    }
  });

  it('no page in English holds a sentence in Chinese', async () => {
    for (const path of all) {
      const { text } = await page(path, 'en');
      const withoutSwitch = text.replaceAll('中文', '').replace(/href="[^"]*"/g, '');
      assert.doesNotMatch(withoutSwitch, /\p{Script=Han}/u, path);
    }
  });

  it('every page has one main heading, a title and names its language', async () => {
    for (const path of all) {
      const { text } = await page(path, 'en');
      assert.equal(text.match(/<h1[\s>]/g)?.length, 1, path);
      assert.match(text, /<title>[^<]{5,}<\/title>/, path);
      assert.match(text, /<html lang="en"/, path);
    }
  });

  it('every link between these pages leads somewhere', async () => {
    const linked = new Set<string>();
    for (const path of all) {
      for (const [, href = ''] of (await page(path)).text.matchAll(
        /href="(\/(?:services|sites|online|privacy)?[^"?]*)"/g,
      )) {
        linked.add(href);
      }
    }
    const own = [...linked].filter((href) => /^\/(services|sites|online|privacy)?(\/|$)/.test(href));
    assert.ok(own.length > 10);
    for (const href of own) assert.equal((await page(href)).status, 200, href);
  });

  it('the home page leads to booking, to every service and to every site', async () => {
    const { text } = await page('/');
    assert.match(text, /class="button button--large" href="\/book"/);
    for (const code of ['NEW', 'RENEW', 'ADD_OPERATOR', 'ADD_DECLARANT', 'REPLACE', 'UNLOCK']) {
      assert.ok(text.includes(`href="/services/${code}"`), code);
    }
    for (const code of ['BJ-AIRPORT', 'BJ-ZGC', 'BJ-TSY', 'BJ-CCB', 'HZ']) {
      assert.ok(text.includes(`href="/sites/${code}"`), code);
    }
  });

  it('the home page tells when each office is free next, or that it is not; where nobody knows, nothing', async () => {
    assert.doesNotMatch((await page('/')).text, /class="soonest"/);
    const times = await publicApp({
      nextFree: async (site) => (site.code === 'BJ-TSY' ? Date.parse('2026-11-25T09:15:00+08:00') : null),
    });
    const { text } = await request(times).get('/').set('Accept-Language', 'zh-CN');
    const soonest = /<section class="soonest"[\s\S]*?<\/section>/.exec(unmarked(text))?.[0] ?? '';
    assert.match(soonest, /以“证书更新”为例/);
    assert.match(soonest, /href="\/book\?site=BJ-TSY"[\s\S]*?11月25日 星期三 09:15/);
    assert.match(soonest, /href="\/book\?site=BJ-ZGC"[\s\S]*?暂无可约时段/);
  });

  it('the list of offices says what is open, its hours of today and how long people wait there; outlets come last', async () => {
    const { text } = await page('/sites');
    const card = /<li class="card site-card" id="BJ-TSY">[\s\S]*?<div class="actions">/.exec(text)?.[0] ?? '';
    assert.match(card, /open-state--open">正在办公，至 /);
    assert.match(card, /今天 09:00–12:00、13:00–17:00/);
    assert.match(card, /综合业务：等候 1 人，5–15 分钟/);
    assert.match(card, /新企业入网：等候 0 人</, 'a wait that cannot be said is not said');
    assert.ok(text.indexOf('id="BJ-CCB"') > text.indexOf('id="BJ-TSY"'));
  });

  it('an answer shortens the list of materials and goes along to the booking', async () => {
    const whole = (await page('/services/REPLACE')).text;
    const lost = (await page('/services/REPLACE?answer=REPLACE_REASON.LOST')).text;
    assert.match(whole, /checklist__name">损坏的/);
    assert.doesNotMatch(lost, /checklist__name">损坏的/);
    assert.match(lost, /aria-current="true">丢失/);
    assert.match(lost, /href="\/book\?service=REPLACE&amp;answer=REPLACE_REASON\.LOST"/);
    const unknown = (await page('/services/REPLACE?answer=REPLACE_REASON.NONSENSE&answer=OTHER.X')).text;
    assert.match(unknown, /href="\/book\?service=REPLACE"/);
  });

  it('a service lists its materials with form, seal and what must be brought', async () => {
    const { text } = await page('/services/ADD_OPERATOR');
    assert.match(text, /营业执照[\s\S]*?加盖公章[\s\S]*?原件或复印件/);
    assert.match(text, /法人卡[\s\S]*?必须携带/);
    assert.match(text, /新增操作员身份证[\s\S]*?原件或复印件/);
    assert.match(text, /href="\/book\?service=ADD_OPERATOR"/);
  });

  it('what stops a visit is said before it is booked', async () => {
    const { text } = await page('/services/ADD_DECLARANT');
    assert.match(text, /notice--stop[\s\S]*?取得备案号后，方可办理/);
  });

  it('data that nobody has confirmed is marked', async () => {
    assert.match(
      (await page('/services/RENEW')).text,
      /约 10 分钟 <span class="tag tag--faint">以窗口告知为准/,
    );
    assert.match(
      (await page('/sites/BJ-TSY', 'en')).text,
      /Opening hours <span class="tag tag--faint">confirm with the office/,
    );
  });

  it('a partner outlet has no booking button and says to telephone first', async () => {
    const { text } = await page('/sites/BJ-CCB', 'en');
    assert.doesNotMatch(text, /href="\/book[?"]/);
    assert.match(text, /telephone China Construction Bank first/);
  });

  it('what does not exist is a page that was not found, in the reader’s language', async () => {
    for (const path of ['/services/NOTHING', '/sites/NOWHERE', '/sites/NOWHERE/board', '/nothing']) {
      const { status, text } = await page(path, 'en');
      assert.equal(status, 404, path);
      assert.match(text, /This page was not found/);
    }
  });

  it('a bug is told without its detail', async () => {
    const { status, text } = await page('/broken', 'en');
    assert.equal(status, 500);
    assert.match(text, /Something went wrong/);
    assert.doesNotMatch(text, /secret detail|\.ts:/);
  });

  it('a site shows who is called, how many wait and how long', async () => {
    const { text } = await page('/sites/BJ-TSY');
    assert.match(
      text,
      /id="hall-board"[\s\S]*?A012<\/strong> 3 号窗口[\s\S]*?综合业务[\s\S]*?1 人[\s\S]*?5–15 分钟/,
    );
  });

  it('the day of a hall without anybody shows no queues, and one where somebody waits does', async () => {
    const over = { ...busyBoard, state: 'closed', calling: [] } as const;
    const shown = async (waiting: typeof busyBoard.waiting) => {
      const closed = await publicApp({ board: { ...over, waiting } });
      return unmarked((await request(closed).get('/sites/BJ-TSY/board')).text);
    };
    assert.match(await shown(busyBoard.waiting), /board__queues/);
    const empty = await shown([]);
    assert.doesNotMatch(empty, /board__queues/);
    assert.match(empty, /board__state/);
  });

  it('the live part alone is exactly what the page shows', async () => {
    const whole = (await page('/sites/BJ-TSY')).text;
    const part = (await page('/sites/BJ-TSY/board')).text;
    assert.ok(part.length > 100);
    assert.ok(whole.includes(part));
  });
});
