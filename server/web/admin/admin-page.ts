import type { PageContext } from '../page-context.ts';
import type { Page } from '../render-page.ts';

/** A page of the administration: its template is what stands inside <main class="work">. */
export function adminPage<View extends object>(
  template: string,
  heading: (view: View, page: PageContext) => string,
  scripts: readonly string[] = [],
): Page<View> {
  return {
    template: `admin/${template}`,
    layout: 'admin',
    surface: 'admin',
    title: (view, page) => page.t('common.titleEnd', { title: heading(view, page) }),
    scripts,
  };
}
