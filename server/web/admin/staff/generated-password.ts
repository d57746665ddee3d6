import type { Page } from '../../render-page.ts';

export interface GeneratedView {
  readonly name: string;
  readonly username: string;
  readonly password: string;
  /** for so long it opens the door */
  readonly days: number;
}

/** A generated password, shown once. */
export const generatedPage: Page<GeneratedView> = {
  template: 'admin/staff/generated',
  layout: 'admin',
  surface: 'admin',
  title: (_view, { t }) => t('common.titleEnd', { title: t('staff.manage.generated') }),
};
