import assert from 'node:assert/strict';
import { words } from '../../server/locales/words.ts';
import { loadAssets } from '../../server/web/assets.ts';
import type { ErrorView } from '../../server/web/error-page.ts';
import type { PageContext } from '../../server/web/page-context.ts';
import { type Page, pageHtml, partialHtml } from '../../server/web/render-page.ts';

describe('render page', () => {
  let context: PageContext;
  before(async () => {
    context = {
      locale: 'en',
      t: words('en'),
      largeType: false,
      now: 0,
      path: '/',
      alternate: { locale: 'zh-CN', href: '/?lang=zh-CN' },
      typeSwitch: '/?type=large',
      assets: await loadAssets(),
      csrfToken: 'a"b',
    };
  });

  const errorPage: Page<ErrorView> = {
    template: 'public/error',
    layout: 'focus',
    title: (view) => view.heading,
  };
  const evil = '<script>alert("x")</script>';

  it('what people have typed is always escaped, in the title too', () => {
    const html = pageHtml(context, errorPage, {
      status: 404,
      heading: evil,
      text: evil,
      again: null,
      reload: null,
    });
    assert.doesNotMatch(html, /<script>/);
    assert.equal(html.match(/&lt;script&gt;alert\(&#34;x&#34;\)/g)?.length, 3);
  });

  it('a field escapes its value and ties its hint and error to it', () => {
    const field = {
      name: 'mobile',
      label: 'Mobile',
      value: '"><b>',
      hint: 'eleven digits',
      error: 'too short',
    };
    const html = partialHtml(context, 'field', field);
    assert.match(html, /value="&#34;&gt;&lt;b&gt;"/);
    assert.match(html, /aria-describedby="mobile-hint mobile-error" aria-invalid="true" required/);
  });

  it('an optional field without a mistake is neither required nor invalid', () => {
    const html = partialHtml(context, 'field', { name: 'email', label: 'E-mail', optional: true });
    assert.doesNotMatch(html, /required|aria-invalid|aria-describedby/);
    assert.match(html, /value=""/);
  });

  it('the token of the form guard is written escaped, and not at all where there is none', () => {
    assert.match(partialHtml(context, 'csrf'), /value="a&#34;b"/);
    assert.equal(partialHtml({ ...context, csrfToken: null }, 'csrf').trim(), '');
  });

  it('a list of mistakes that is empty writes nothing', () => {
    assert.equal(partialHtml(context, 'error-summary', { errors: [] }).trim(), '');
  });

  it('a template that breaks says in which file and line', () => {
    const broken = { errors: null } as unknown as { readonly errors: [] };
    assert.throws(() => partialHtml(context, 'error-summary', broken), /error-summary\.ejs:2/);
  });
});
