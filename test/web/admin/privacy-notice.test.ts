import assert from 'node:assert/strict';
import { builtInVersion } from '../../../server/domain/privacy/privacy-notice.ts';
import { bookByApi } from '../../support/book-by-api.ts';
import { engines } from '../../support/engines.ts';
import { asRead, Visitor, validDetails } from '../booking/visitor.ts';
import { hallAndOffice } from './hall-and-office.ts';

const path = '/admin/privacy-notice';
const text = {
  'text.zh-CN': '我们只收集预约所需的信息。\n# 收集什么\n- 企业名称\n- 手机号码\n只用于本次办理。',
  'text.en': 'Only what a booking needs.\n# What we collect\n- Name\n- Mobile <script>\nFor this visit only.',
};

for (const engine of engines) {
  describe(`the privacy notice [${engine}]`, () => {
    const suite = hallAndOffice(engine);
    let halfway: Visitor;
    const publish = async (change: Readonly<Record<string, string>>) =>
      suite.office.send(path, { ...(await suite.office.form(path)), ...change });
    const consentOf = async (reference: string) =>
      (
        (await suite.hall.system.database
          .reader('booking')
          .where({ reference })
          .first('consent_version')) as {
          consent_version: string;
        }
      ).consent_version;
    const book = (mobile: string) => bookByApi(suite.hall, 'BJ-TSY', { name: '王芳', mobile });

    it('is the built-in one until the office publishes another, and a booking keeps the version it agreed to', async () => {
      const first = await book('13800000001');
      assert.equal(await consentOf(first.reference), builtInVersion);
      halfway = await new Visitor(suite.hall).chooseUpToCheck(['RENEW']);
      const saved = await publish(text);
      assert.equal(saved.status, 303, saved.text.match(/error-summary.*?<\/ul>/s)?.[0]);
      const second = await book('13800000002');
      assert.equal(await consentOf(second.reference), '2026-11-23');
      assert.equal(await consentOf(first.reference), builtInVersion);
    });

    it('is agreed to anew by whoever was in the middle of booking', async () => {
      await halfway.send({});
      assert.equal(halfway.path, '/book/details');
      await halfway.send({ ...validDetails, consent: '2026-11-23' });
      assert.equal(halfway.path, '/book/check');
      await halfway.send({});
      assert.match(halfway.path, /^\/bookings\//);
    });

    it('is shown as it holds now, and each version before as it was', async () => {
      const now = (await suite.hall.request.get('/privacy?lang=en')).text;
      assert.match(now, /<h2>What we collect<\/h2>/);
      assert.match(now, /<li>Name<\/li><li>Mobile &lt;script&gt;<\/li>/);
      assert.match(now, /Version 2026-11-23/);
      assert.doesNotMatch(now, /earlier version/);
      const before = await suite.hall.request.get(`/privacy?version=${builtInVersion}&lang=en`);
      assert.match(before.text, /This is an earlier version/);
      assert.doesNotMatch(before.text, /Mobile &lt;script&gt;/);
      assert.equal((await suite.hall.request.get('/privacy?version=2019-01-01')).status, 404);
      assert.match((await suite.hall.request.get('/privacy')).text, /<h2>收集什么<\/h2>/);
    });

    it('a second one of a day has a name of its own, says what is new, and stands in the audit', async () => {
      const news = { 'news.zh-CN': '保存期限改为九十天。', 'news.en': 'Kept for ninety days.' };
      const saved = await publish({
        'text.en': `${text['text.en']}\nMore.`,
        'text.zh-CN': `${text['text.zh-CN']}\n更多。`,
        ...news,
      });
      assert.equal(saved.status, 303);
      const now = (await suite.hall.request.get('/privacy?lang=en')).text;
      assert.match(now, /Version 2026-11-23-2/);
      assert.match(now, /Kept for ninety days/);
      const lines = await suite.hall.system.database
        .reader('audit')
        .where({ action: 'privacy_notice.publish' });
      assert.equal(lines.length, 2);
    });

    it('of any name can be agreed to: a visitor books through to the end', async () => {
      const visitor = await new Visitor(suite.hall).chooseUpToTime(['RENEW'], 'BJ-AIRPORT');
      await visitor.takeTime();
      await visitor.send({
        ...validDetails,
        creditCode: '914403001922038216',
        mobile: '13800000077',
        consent: '2026-11-23-2',
      });
      assert.equal(visitor.path, '/book/check');
      await visitor.send({});
      assert.match(visitor.path, /^\/bookings\//);
    });

    it('says who handles the data and how to reach them, on the version that it holds for', async () => {
      const handler = {
        'handler.zh-CN': '示例口岸服务有限公司',
        'handler.en': 'Example Port Services Ltd',
        'contact.zh-CN': '电话 010-12345678',
        'contact.en': 'privacy@office.invalid',
      };
      assert.equal(
        (await publish({ ...handler, 'contact.en': '' })).status,
        422,
        'both languages or neither',
      );
      assert.equal((await publish(handler)).status, 303);
      const now = (await suite.hall.request.get('/privacy?lang=en')).text;
      assert.match(now, /Handler of the data: Example Port Services Ltd/);
      assert.match(now, /privacy@office\.invalid/);
      assert.match(asRead(await suite.hall.request.get('/privacy')).text, /示例口岸服务有限公司/);
      const before = await suite.hall.request.get(`/privacy?version=${builtInVersion}&lang=en`);
      assert.doesNotMatch(before.text, /Example Port/);
    });

    it('is refused when it is empty, when nothing is new, and when somebody else was quicker', async () => {
      assert.equal((await publish({ 'text.en': ' ' })).status, 422);
      assert.equal((await publish({ 'text.en': '# Only a heading' })).status, 422);
      assert.equal((await publish({})).status, 422);
      const [one, other] = [await suite.office.form(path), await suite.office.form(path)];
      assert.equal((await suite.office.send(path, { ...one, 'text.en': 'One' })).status, 303);
      const late = await suite.office.send(path, { ...other, 'text.en': 'Other' });
      assert.equal(late.status, 409);
      assert.match(late.text, /value="Other"/);
      assert.equal((await suite.hall.system.catalogue()).privacyNotices.length, 4);
    });
  });
}
