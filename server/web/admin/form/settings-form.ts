import type { Request, RequestHandler, Response } from 'express';
import { carryOutEdit, mayEdit, revisionOf } from '../../../actions/catalogue/carry-out-edit.ts';
import type { CatalogueEdit, FieldProblem } from '../../../actions/catalogue/catalogue-edit.ts';
import type { EditEffects } from '../../../actions/catalogue/effects-of-edit.ts';
import type { System } from '../../../actions/system.ts';
import type { CatalogueRecords } from '../../../domain/catalogue/records.ts';
import type { StaffMember } from '../../../domain/staff/permissions.ts';
import { loadRecords } from '../../../store/catalogue/catalogue-query.ts';
import { staff, staffOfAll, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import type { FieldMessage } from '../../form-field.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import { type EffectsView, effectsView, type ToldChanges } from './effects-view.ts';
import { formChanges } from './form-changes.ts';
import type { FormSection } from './form-section.ts';
import { type FormValues, flatValues, nestedValues, sentValues } from './form-values.ts';
import { errorList, type SectionView, sectionViews } from './form-view.ts';

export type SettingsSystem = Pick<System, 'database' | 'clock' | 'secrets' | 'catalogueCache'>;

/** What the sections of a form are made from. */
export interface FormAsk {
  readonly records: CatalogueRecords;
  readonly subject: string;
  readonly page: PageContext;
  readonly staff: StaffMember;
  /** inputs as they are shown, so that rows which were added stay */
  readonly values: FormValues;
  readonly now: number;
}

/** Where a form stands: its heading, the way to it, and its neighbours. */
export interface FormFrame {
  readonly heading: string;
  readonly crumbs: readonly { readonly href: string; readonly text: string }[];
  readonly tabs: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  readonly lede?: string;
}

export interface SettingsForm<Input> {
  readonly edit: CatalogueEdit<Input>;
  readonly frame: (ask: FormAsk) => FormFrame;
  readonly sections: (ask: FormAsk) => readonly FormSection[];
  /** values of a form that makes something new */
  readonly start?: (ask: Omit<FormAsk, 'values'>) => object;
  /** where to go once it is saved; default: the form again */
  readonly next?: (ask: FormAsk) => string;
  readonly scripts?: readonly string[];
  /** what it would change, for a form whose fields do not say it */
  readonly changes?: (ask: FormAsk) => ToldChanges;
}

/** The form itself: `partials/admin-settings.ejs`. */
export interface SettingsView {
  readonly action: string;
  readonly revision: string;
  readonly sections: readonly SectionView[];
  readonly effects: EffectsView | null;
  readonly mayChange: boolean;
  /** what stands in it is not what is stored; without it, it cannot be looked at before it is saved */
  readonly touched?: boolean;
}

export interface FormPageView extends FormFrame, SettingsView {
  readonly errors: readonly FieldMessage[];
  readonly stale: boolean;
  readonly saved: boolean;
}

interface Showing {
  readonly values: FormValues;
  readonly revision: string;
  readonly problems?: readonly FieldProblem[];
  readonly effects?: EditEffects | null;
  readonly stored?: FormValues | null;
}

/** The page of one settings form: shown to those who may read it, saved by those who may change it. Without a subject it is about all sites. */
export function settingsForm<Input>(
  path: string,
  form: SettingsForm<Input>,
  subjectOf?: (request: Request) => string,
): DeclaredPage<SettingsSystem> {
  const subject = subjectOf ?? (() => 'all');
  const ofSite = path.startsWith(paths.admin.act('sites', ':site', ''));
  return {
    path,
    audience: (ofSite ? staffOfSite : staff)('settings.change', 'audit.read'),
    get: (system) => show(system, form, subject),
    changes: (ofSite ? staffOfSite : staffOfAll)('settings.change'),
    post: (system) => save(system, form, subject),
  };
}

function show<Input>(
  system: SettingsSystem,
  form: SettingsForm<Input>,
  subjectOf: (request: Request) => string,
): RequestHandler {
  return async (request, response) => {
    const ask = await asked(system, request, subjectOf(request));
    const part = form.edit.read(ask.records, ask.subject, ask.now);
    if ((part === null && form.start === undefined) || !maySee(ask.staff, form.edit.siteOf(ask.subject)))
      return renderErrorPage(response, 404);
    const values = flatValues(part ?? form.start?.(ask) ?? {});
    answer(response, form, ask, { values, revision: revisionOf(part) });
  };
}

function save<Input>(
  system: SettingsSystem,
  form: SettingsForm<Input>,
  subjectOf: (request: Request) => string,
): RequestHandler {
  return async (request, response) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const values = sentValues(body);
    const revision = String(body['_revision'] ?? '');
    const subject = subjectOf(request);
    const outcome = await carryOutEdit(system, form.edit, {
      subject,
      given: nestedValues(values),
      revision,
      confirmed: String(body['_confirm'] ?? ''),
      look: body['_look'] === '1',
      staff: currentStaff(request),
      address: request.ip ?? null,
    });
    const ask = await asked(system, request, subject);
    switch (outcome.kind) {
      case 'not_permitted':
        return renderErrorPage(response, 403, 'not_permitted');
      case 'done':
        return response.redirect(
          303,
          withQuery(form.next?.({ ...ask, values }) ?? request.originalUrl.split('?')[0] ?? '', {
            saved: '1',
          }),
        );
      case 'invalid':
        response.status(422);
        return answer(response, form, ask, { values, revision, problems: outcome.problems });
      case 'preview':
        return answer(response, form, ask, { values, revision, effects: outcome.effects });
      case 'stale_form': {
        const part = form.edit.read(ask.records, subject, ask.now);
        if (part === null && form.start === undefined) return renderErrorPage(response, 404);
        response.status(409);
        return answer(response, form, ask, {
          values,
          revision: revisionOf(part),
          stored: flatValues(part ?? {}),
        });
      }
    }
  };
}

async function asked(
  system: SettingsSystem,
  request: Request,
  subject: string,
): Promise<Omit<FormAsk, 'values'>> {
  // what was saved a moment ago must be there: forms read where changes are written
  const records = await loadRecords(system.database.writer);
  return {
    records,
    subject,
    page: pageContext(request),
    staff: currentStaff(request),
    now: system.clock.now(),
  };
}

function answer<Input>(
  response: Response,
  form: SettingsForm<Input>,
  partial: Omit<FormAsk, 'values'>,
  { values, revision, problems = [], effects = null, stored = null }: Showing,
): void {
  const ask: FormAsk = { ...partial, values };
  const { t } = ask.page;
  const sections = sectionViews(form.sections(ask), { values, problems, stored }, t);
  const view: FormPageView = {
    ...form.frame(ask),
    action: response.req.originalUrl.split('?')[0] ?? '',
    revision,
    sections,
    errors: errorList(sections, problems, t),
    effects: effects === null ? null : effectsView(effects, changesOf(form, ask), ask.records, ask.page),
    stale: stored !== null,
    touched: problems.length > 0 || effects !== null || stored !== null,
    saved: response.req.method === 'GET' && response.req.query['saved'] === '1',
    mayChange: mayEdit(ask.staff, form.edit.siteOf(ask.subject)),
  };
  renderPage(
    response,
    adminPage<FormPageView>('admin/settings-form', ({ heading }) => heading, [
      'settings.js',
      ...(form.scripts ?? []),
    ]),
    view,
  );
}

/** What the form would change of what is stored, in the order of its fields. */
function changesOf<Input>(form: SettingsForm<Input>, ask: FormAsk): ToldChanges {
  if (form.changes !== undefined) return form.changes(ask);
  const stored = flatValues(form.edit.read(ask.records, ask.subject, ask.now) ?? {});
  return { sums: [], lines: formChanges(form.sections(ask), stored, ask.values, ask.page.t) };
}

/** Managers see the settings of their own sites, and everything that is not of a site. */
function maySee(staff: StaffMember, site: string | null): boolean {
  if (site === null || staff.role === 'administrator' || staff.role === 'auditor') return true;
  return mayEdit(staff, site);
}
