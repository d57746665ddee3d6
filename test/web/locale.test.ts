import assert from 'node:assert/strict';
import type { Express } from 'express';
import request from 'supertest';
import { preferredLocale } from '../../server/web/locale.ts';
import { publicApp } from '../support/public-app.ts';

describe('locale', () => {
  let app: Express;
  before(async () => {
    app = await publicApp();
  });

  it('the browser’s first choice of the two languages counts, else Chinese', () => {
    assert.equal(preferredLocale(undefined), 'zh-CN');
    assert.equal(preferredLocale('fr'), 'zh-CN');
    assert.equal(preferredLocale('en'), 'en');
    assert.equal(preferredLocale('fr-FR,en-US;q=0.8,zh;q=0.5'), 'en');
    assert.equal(preferredLocale('en;q=0.3,zh-TW;q=0.9'), 'zh-CN');
    assert.equal(preferredLocale('en;q=nonsense'), 'zh-CN');
    assert.equal(preferredLocale('en;q=0'), 'zh-CN');
  });

  it('a language that was asked for is remembered and outweighs the browser', async () => {
    const agent = request.agent(app);
    const asked = await agent.get('/?lang=en').set('Accept-Language', 'zh-CN');
    assert.match(asked.text, /<html lang="en"/);
    assert.equal(asked.headers['content-language'], 'en');
    const next = await agent.get('/services').set('Accept-Language', 'zh-CN');
    assert.match(next.text, /<html lang="en"/);
  });

  it('a language that does not exist changes nothing', async () => {
    const answer = await request(app).get('/?lang=xx').set('Accept-Language', 'en');
    assert.match(answer.text, /<html lang="en"/);
    assert.equal(answer.headers['set-cookie'], undefined);
  });

  it('large type is remembered until it is switched back', async () => {
    const agent = request.agent(app);
    assert.match((await agent.get('/?type=large')).text, /<html lang="zh-CN" class="large"/);
    assert.match((await agent.get('/sites')).text, /class="large"/);
    assert.doesNotMatch((await agent.get('/sites?type=normal')).text, /class="large"/);
    assert.doesNotMatch((await agent.get('/')).text, /class="large"/);
  });

  it('the switch keeps the rest of the address', async () => {
    const { text } = await request(app).get('/services?from=mail&lang=zh-CN');
    assert.match(text, /href="\/services\?from=mail&amp;lang=en"/);
  });

  it('an address with two slashes cannot turn the switch into a link to another host', async () => {
    const { text } = await request(app).get('//hall.invalid/?x=1');
    assert.doesNotMatch(text, /href="\/\/example/);
  });
});
