import type { FormState } from '../../form/form-page.ts';
import type { FormValues } from '../../form/form-values.ts';
import type { FieldMessage } from '../../form-field.ts';
import type { PageContext } from '../../page-context.ts';
import type { Page } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { EffectsView } from './effects-view.ts';
import type { FormFrame, FormSection } from './form-section.ts';
import { errorList, type SectionView, sectionViews } from './form-view.ts';

/** The form itself: `partials/admin-settings.ejs`. */
export interface DrawnForm {
  readonly action: string;
  readonly revision: string;
  readonly sections: readonly SectionView[];
  readonly effects: EffectsView | null;
  readonly mayChange: boolean;
  /** it can be looked at before it is saved */
  readonly looks: boolean;
  /** what stands in it is not what is stored */
  readonly touched: boolean;
  /** what its button says; default: save */
  readonly button?: string;
  readonly stale: boolean;
  readonly done: string | null;
  readonly errors: readonly FieldMessage[];
}

export interface OfficeFormView extends FormFrame, DrawnForm {}

/** What an office form is drawn from. */
export interface FormDrawing extends Pick<DrawnForm, 'action' | 'mayChange' | 'button' | 'done'> {
  readonly sections: (values: FormValues) => readonly FormSection[];
  /** what its fields hold while nobody has typed anything */
  readonly stored: FormValues;
  readonly revision?: string;
  readonly effects?: EffectsView | null;
  readonly looks?: boolean;
}

/** The fields of a form with what is in them, what is wrong, and what somebody else has put there meanwhile. */
export function drawnForm(drawing: FormDrawing, state: FormState<unknown>, { t }: PageContext): DrawnForm {
  const { stored, effects = null, revision = '', looks = false, ...rest } = drawing;
  const values = state.typed ?? stored;
  const facts = { values, errors: state.errors, stored: state.stale ? stored : null };
  const sections = sectionViews(drawing.sections(values), facts, t);
  return {
    ...rest,
    sections,
    effects,
    looks,
    revision: state.revision ?? revision,
    touched: state.typed !== null,
    stale: state.stale,
    errors: errorList(sections, state.errors),
  };
}

export function officeFormPage(scripts: readonly string[] = []): Page<OfficeFormView> {
  return adminPage<OfficeFormView>('admin/settings-form', ({ heading }) => heading, [
    'unsaved-guard.js',
    ...scripts,
  ]);
}
