import type { PageContext } from './page-context.ts';

interface KeptPage extends Pick<PageContext, 'assets' | 'path'> {
  readonly html: Buffer;
}

/** By the very object that a page shows: one for each language and size of type. */
const pages = new WeakMap<object, Map<string, KeptPage>>();

/**
 * The HTML of a page that says nothing but what its view, the language, the size of type and the address say, as it was made for whoever asked
 * first. Of each view only the last address is kept, and none with a query: both are without number.
 */
export function keptHtml(view: object, context: PageContext, make: () => string): Buffer | string {
  const { locale, largeType, path, assets, alternate, typeSwitch } = context;
  // with a query both would lead on to another address
  const plain =
    alternate.href === `${path}?lang=${alternate.locale}` && typeSwitch.startsWith(`${path}?type=`);
  const ofSomebody = context.csrfToken !== null || context.staff !== undefined;
  if (!plain || ofSomebody) return make();
  const its = pages.get(view) ?? new Map<string, KeptPage>();
  pages.set(view, its);
  const key = `${locale} ${largeType}`;
  const known = its.get(key);
  if (known !== undefined && known.path === path && known.assets === assets) return known.html;
  const html = Buffer.from(make());
  its.set(key, { path, assets, html });
  return html;
}
