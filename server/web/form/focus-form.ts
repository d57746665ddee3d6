import type { WordKey } from '../../locales/words.ts';
import type { DeclaredPage } from '../declared-page.ts';
import type { FieldMessage, TextField } from '../form-field.ts';
import type { PageContext } from '../page-context.ts';
import type { Page } from '../render-page.ts';
import type { PasskeyForm } from '../staff/passkey-form.ts';
import { type FormPage, type FormState, formPage } from './form-page.ts';

interface Link {
  readonly href: string;
  readonly text: string;
}

/** What a page shows that is nothing but one short form. */
export interface FocusFormView {
  /** the small line over the heading */
  readonly over: string | null;
  readonly heading: string;
  readonly lede: string | null;
  readonly notice: string | null;
  /** where it is sent */
  readonly action: string;
  readonly fields: readonly TextField[];
  readonly hidden: Readonly<Record<string, string>>;
  readonly submit: string;
  /** beside the button */
  readonly aside: Link | null;
  /** below the form */
  readonly foot: { readonly text: string; readonly link: Link | null } | null;
  /** another way in, where the browser has passkeys */
  readonly passkey: PasskeyForm | null;
  readonly errors: readonly FieldMessage[];
}

type Drawn = Partial<FocusFormView> & Pick<FocusFormView, 'action' | 'submit' | 'fields'>;

interface FocusForm<Needs, Place, Input, More>
  extends Omit<FormPage<Needs, Place, Input, FocusFormView, More>, 'page' | 'view'> {
  readonly title: WordKey;
  readonly layout?: Page<FocusFormView>['layout'];
  readonly scripts?: readonly string[];
  /** its fields, empty or as they are stored, and what stands around them */
  readonly draw: (place: Place, page: PageContext, state: FormState<More>) => Drawn;
  readonly contextOf: (place: Place) => PageContext;
}

/** A page that is nothing but one short form. Passwords and codes are never written into it. */
export function focusForm<Needs, Place, Input, More = never>(
  form: FocusForm<Needs, Place, Input, More>,
): DeclaredPage<Needs> {
  return formPage<Needs, Place, Input, FocusFormView, More>({
    ...form,
    page: focusFormPage(form.title, form.layout, form.scripts),
    view: (place, state) => {
      const page = form.contextOf(place);
      return focusFormView(form.title, form.draw(place, page, state), state, page);
    },
  });
}

export function focusFormPage(
  title: WordKey,
  layout: Page<FocusFormView>['layout'] = 'focus',
  scripts: readonly string[] = [],
) {
  const page: Page<FocusFormView> = {
    template: 'focus-form',
    layout,
    scripts,
    title: (_view, { t }) => t('common.titleEnd', { title: t(title) }),
  };
  return page;
}

export function focusFormView(
  title: WordKey,
  drawn: Drawn,
  { typed, errors }: Pick<FormState, 'typed' | 'errors'>,
  { t }: PageContext,
): FocusFormView {
  return {
    ...{ over: null, lede: null, notice: null, hidden: {}, aside: null, foot: null, passkey: null },
    heading: t(title),
    errors,
    ...drawn,
    fields: drawn.fields.map((field) => ({
      ...field,
      value:
        field.type === 'password' || field.secret ? '' : String(typed?.get(field.name) ?? field.value ?? ''),
      error: errors.find((error) => error.field === field.name)?.message ?? null,
    })),
  };
}
