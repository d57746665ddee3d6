import assert from 'node:assert/strict';
import { locales } from '../../server/domain/catalogue/words.ts';
import { messageTemplates } from '../../server/domain/message/message.ts';
import { type MessageText, parametersOf, textProblem } from '../../server/domain/message/message-text.ts';
import { words } from '../../server/locales/words.ts';
import { makeMailPreview } from '../../server/messages/preview-mail.ts';
import { catalogue, now, wordingContext } from './mail-fixture.ts';

const own: MessageText = {
  template: 'booked',
  locale: 'en',
  subject: 'Come on {when}',
  opening: 'Dear {enterprise} & co,\n\nyour <reference> is {reference}.',
};
const withTexts = (messageTexts: readonly MessageText[]) =>
  makeMailPreview({ ...wordingContext, catalogue: () => Promise.resolve({ ...catalogue, messageTexts }) });
const builtIn = { subject: null, opening: null };

describe("the office's own words in the mail", () => {
  it('stand for the subject and the opening, filled in, escaped in HTML, a paragraph a line', async () => {
    const mail = await withTexts([])(own, now);
    assert.match(mail.subject, /^Come on .*23 Nov.*09:00/);
    assert.ok(mail.text.includes('Dear Example Trading Co., Ltd. & co,'));
    assert.ok(mail.text.includes('your <reference> is K7M2-9QXA.'));
    assert.match(mail.html, /Ltd\. &amp; co,<\/p>\s*<p[^>]*>your &lt;reference&gt; is K7M2-9QXA\.<\/p>/);
    assert.doesNotMatch(mail.text, /You have booked a visit/);
  });

  it('are for one template and one language; what is left empty is said in the built-in words', async () => {
    const preview = withTexts([own]);
    for (const [template, locale] of [
      ['moved', 'en'],
      ['booked', 'zh-CN'],
    ] as const) {
      const asked = { template, locale, ...builtIn };
      assert.deepEqual(await preview(asked, now), await withTexts([])(asked, now));
    }
    const half = await withTexts([])({ ...own, opening: null }, now);
    assert.match(half.subject, /^Come on/);
    assert.match(half.text, /You have booked a visit/);
  });

  for (const template of messageTemplates) {
    it(`${template}: the built-in words, typed into the fields, are accepted and give the built-in mail`, async () => {
      const names = Object.fromEntries(parametersOf(template).map((name) => [name, `{${name}}`]));
      for (const locale of locales) {
        const subject = words(locale)(`mail.${template}.subject`, names);
        const opening = words(locale)(`mail.${template}.lead`, names);
        assert.equal(textProblem(subject, template), null);
        assert.equal(textProblem(opening, template), null);
        const preview = withTexts([]);
        const typed = await preview({ template, locale, subject, opening }, now);
        const mail = await preview({ template, locale, ...builtIn }, now);
        assert.deepEqual([typed.subject, typed.text], [mail.subject, mail.text]);
      }
    });
  }
});
