import type { Request, Response } from 'express';
import type { StaffActor } from '../../../domain/staff/actor.ts';
import type { WordKey } from '../../../locales/words.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { type FormPage, type FormState, formPage } from '../../form/form-page.ts';
import { type FormValues, flatValues } from '../../form/form-values.ts';
import type { FieldMessage } from '../../form-field.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import type { Page } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { EffectsView } from './effects-view.ts';
import type { FormFrame, FormSection } from './form-section.ts';
import { errorList, labelsOf, type MergedFacts, type SectionView, sectionViews } from './form-view.ts';
import { fieldsIn, openedWith, readOpened, threeWays, withoutPlace } from './three-ways.ts';

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
  /** other things that can be done with it, by what `_act` says then */
  readonly acts?: readonly { readonly act: string; readonly text: string }[];
  readonly stale: boolean;
  /** what each field was opened with, to be sent along */
  readonly opened: string;
  /** what came of a save between whose opening and sending somebody else has saved */
  readonly merge: MergeView | null;
  readonly done: string | null;
  readonly errors: readonly FieldMessage[];
}

/** Told at the top, before what was merged is saved. */
export interface MergeView {
  /** fields that hold what somebody else has stored */
  readonly others: readonly string[];
  /** fields for which one of two values has to be chosen */
  readonly both: readonly { readonly field: string; readonly label: string }[];
  /** typed about what is not there any more */
  readonly lost: readonly string[];
}

export interface OfficeFormView extends FormFrame, DrawnForm {}

/** What an office form is drawn from. */
export interface FormDrawing extends Pick<DrawnForm, 'action' | 'mayChange' | 'button' | 'acts' | 'done'> {
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
  const merged = state.stale && state.typed !== null ? mergedFacts(drawing, state.typed, state.opened) : null;
  const values = merged?.values ?? state.typed ?? stored;
  const drawn = drawing.sections(values);
  const sections = sectionViews(drawn, { values, errors: state.errors, merged }, t);
  const fields = fieldsIn(drawn);
  return {
    ...rest,
    sections,
    effects,
    looks,
    revision: state.revision ?? revision,
    opened: (state.stale ? null : state.opened) ?? openedWith(fields, stored, merged?.both),
    merge:
      merged &&
      mergeView(merged, withoutPlace(fields, readOpened(state.opened ?? ''), merged.typed), sections),
    touched: state.typed !== null,
    stale: state.stale,
    errors: errorList(sections, state.errors, t),
  };
}

function mergedFacts(drawing: FormDrawing, typed: FormValues, opened: string | null): MergedFacts {
  const { stored } = drawing;
  const fields = fieldsIn(drawing.sections(new Map([...stored, ...typed])));
  return { ...threeWays(fields, readOpened(opened ?? ''), typed, stored), typed, stored };
}

function mergeView(
  { others, both }: MergedFacts,
  lost: readonly string[],
  sections: readonly SectionView[],
): MergeView {
  const labels = labelsOf(sections);
  const labelled = (names: ReadonlySet<string>) =>
    [...names].flatMap((field) => {
      const label = labels.get(field);
      return label === undefined ? [] : [{ field, label }];
    });
  return { others: labelled(others).map(({ label }) => label), both: labelled(both), lost };
}

export function officeFormPage(scripts: readonly string[] = []): Page<OfficeFormView> {
  return adminPage<OfficeFormView>('admin/settings-form', ({ heading }) => heading, [
    'unsaved-guard.js',
    ...scripts,
  ]);
}

/** Who asks for a form of the office. */
export interface OfficePlace<Needs> {
  readonly system: Needs;
  readonly request: Request;
  readonly response: Response;
  readonly page: PageContext;
  readonly staff: StaffActor;
}

export function atOffice<Needs>(system: Needs, request: Request, response: Response): OfficePlace<Needs> {
  return { system, request, response, page: pageContext(request), staff: currentStaff(request) };
}

/** A form of the office, declared by its fields. Where there is nothing to be read first, `open` is `atOffice`. */
export interface OfficeForm<Needs, Place extends OfficePlace<Needs>, Input>
  extends Omit<FormPage<Needs, Place, Input, OfficeFormView, never>, 'page' | 'view'> {
  readonly frame: (place: Place) => FormFrame;
  readonly sections: (place: Place, values: FormValues) => readonly FormSection[];
  /** what is stored, or what a new one begins with, nested as its fields are named */
  readonly stored: (place: Place) => object;
  /** of what is stored; `act` is given that of the form and refuses with stale_form when it is another */
  readonly revision?: (place: Place) => string;
  readonly button?: WordKey;
  /** what is said when it has been saved; default: that it has */
  readonly saved?: WordKey;
}

export function officeForm<Needs, Place extends OfficePlace<Needs>, Input>(
  form: OfficeForm<Needs, Place, Input>,
): DeclaredPage<Needs> {
  const view = (place: Place, state: FormState) => ({
    ...form.frame(place),
    ...officeFormOf(form, place, state),
  });
  return formPage({ ...form, page: officeFormPage(), view });
}

/** The form alone, for a page that shows more. */
export function officeFormOf<Needs, Place extends OfficePlace<Needs>>(
  form: Pick<OfficeForm<Needs, Place, never>, 'sections' | 'stored' | 'revision' | 'button' | 'saved'> & {
    readonly mayChange?: (place: Place) => boolean;
  },
  place: Place,
  state: FormState,
): DrawnForm {
  const { t } = place.page;
  const drawing = {
    action: place.request.originalUrl.split('?')[0] ?? '',
    stored: flatValues(form.stored(place)),
    revision: form.revision?.(place) ?? '',
    sections: (values: FormValues) => form.sections(place, values),
    mayChange: form.mayChange?.(place) ?? true,
    done: state.done === null ? null : t(form.saved ?? 'settings.form.saved'),
    ...(form.button === undefined ? {} : { button: t(form.button) }),
  };
  return drawnForm(drawing, state, place.page);
}
