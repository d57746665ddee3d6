import assert from 'node:assert/strict';
import fc from 'fast-check';
import { locales } from '../../server/domain/catalogue/words.ts';
import { messageTemplates } from '../../server/domain/message/message.ts';
import { chosenWords, type MessageText, officeTemplates } from '../../server/domain/message/message-text.ts';
import { makeMailPreview } from '../../server/messages/preview-mail.ts';
import { catalogue, now, wordingContext } from './mail-fixture.ts';

const text = (subject: string | null, opening: string | null): MessageText => ({
  ...{ template: 'booked', locale: 'en' },
  ...{ subject, opening },
});
const key = { template: 'booked', locale: 'en' } as const;
const [first] = catalogue.sites.keys();

describe("an office's own words in its mail", () => {
  it('each of subject and opening is the office’s, else the organisation’s, else built in', () => {
    const said = fc.option(fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(said, said, said, said, (a, b, c, d) => {
        const chosen = chosenWords(key, [text(a, b)], [text(c, d)]);
        assert.deepEqual(chosen, { subject: a ?? c, opening: b ?? d });
        for (const other of [
          { template: 'moved', locale: 'en' },
          { template: 'booked', locale: 'zh-CN' },
        ] as const)
          assert.deepEqual(chosenWords(other, [text(a, b)], [text(c, d)]), { subject: null, opening: null });
      }),
    );
  });

  it('are in the mail of that office alone, and its preview speaks of it', async () => {
    const sites = [...catalogue.sites.values()];
    const own = sites.map((site) => (site.code === first ? { ...site, texts: [text('Ours', null)] } : site));
    const changed = { ...catalogue, sites: new Map(own.map((site) => [site.code, site])) };
    const preview = makeMailPreview({ ...wordingContext, catalogue: () => Promise.resolve(changed) });
    for (const { code, name } of sites) {
      const stored = await preview({ ...key, locale: 'zh-CN', subject: null, opening: null }, now, code);
      assert.ok(stored.text.includes(name['zh-CN']), code);
      const typed = await preview(text('Typed {site}', 'Opening'), now, code);
      assert.equal(typed.subject, `Typed ${name.en}`);
      assert.match(typed.text, /^Opening$/m);
    }
    const general = await preview(text('For all', null), now);
    assert.equal(general.subject, 'For all', 'the organisation sees its own words');
  });

  it('are for the kinds that say something of a visit or a hall', () => {
    const left = messageTemplates.filter((template) => !officeTemplates.includes(template));
    assert.deepEqual(left, [
      ...['audit_head', 'new_device', 'new_passkey', 'report'],
      ...['certificate_confirm', 'certificate_expiry'],
    ]);
    assert.equal(locales.length, 2);
  });
});
