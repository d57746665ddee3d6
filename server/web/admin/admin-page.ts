import type { PageContext } from '../page-context.ts';
import type { Page } from '../render-page.ts';
import type { TemplateFor } from '../templates.ts';

/** A page of the administration: its template is what stands inside <main class="work">. */
export function adminPage<View extends object>(
  template: TemplateFor<View>,
  heading: (view: View, page: PageContext) => string,
  scripts: readonly string[] = [],
): Page<View> {
  return {
    template,
    layout: 'admin',
    surface: 'admin',
    title: (view, page) => page.t('common.titleEnd', { title: heading(view, page) }),
    scripts,
  };
}
