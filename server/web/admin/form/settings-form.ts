import type { Request, Response } from 'express';
import { z } from 'zod';
import { carryOutEdit, mayCarryOut, mayEdit, revisionOf } from '../../../actions/catalogue/carry-out-edit.ts';
import type { CatalogueEdit } from '../../../actions/catalogue/catalogue-edit.ts';
import { conflictCount } from '../../../actions/catalogue/conflict-counts.ts';
import type { EditEffects } from '../../../actions/catalogue/effects-of-edit.ts';
import { colleaguesAt } from '../../../actions/staff/colleagues.ts';
import type { System } from '../../../actions/system.ts';
import type { CatalogueRecords } from '../../../domain/catalogue/records.ts';
import { accept, refuse } from '../../../domain/outcome.ts';
import type { StaffMember } from '../../../domain/staff/permissions.ts';
import { staff, staffOfAll, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { type FormResult, type FormState, formPage } from '../../form/form-page.ts';
import { type FormValues, flatValues } from '../../form/form-values.ts';
import type { SentForm } from '../../form/sent-form.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import type { Colleague } from '../sites/people-options.ts';
import { effectsView, type ToldChanges } from './effects-view.ts';
import { formChanges } from './form-changes.ts';
import type { FormFrame, FormSection } from './form-section.ts';
import { problemMessages } from './form-view.ts';
import { drawnForm, type OfficeFormView, officeFormPage } from './office-form.ts';

export type SettingsSystem = Pick<
  System,
  'database' | 'clock' | 'config' | 'log' | 'secrets' | 'catalogue' | 'catalogueCache'
>;

/** What the sections of a form are made from. */
export interface FormAsk {
  readonly records: CatalogueRecords;
  readonly subject: string;
  readonly page: PageContext;
  readonly staff: StaffMember;
  /** inputs as they are shown, so that rows which were added stay */
  readonly values: FormValues;
  readonly now: number;
  /** bookings of the site that a form is about which do not fit as it is now */
  readonly conflicts?: number;
  /** who can stand in the roster of the site, for a form that names them */
  readonly people?: readonly Colleague[];
}

export interface SettingsForm<Input> {
  readonly edit: CatalogueEdit<Input>;
  /** its fields name people of the site */
  readonly people?: true;
  /** of what is stored what somebody sees who may not change it; default: all */
  readonly forReaders?: (stored: object) => object;
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

/** The page of one settings form: shown to those who may read it, saved by those who may change it. Without a subject it is about all sites. */
export function settingsForm<Input>(
  path: string,
  form: SettingsForm<Input>,
  subjectOf?: (request: Request) => string,
): DeclaredPage<SettingsSystem> {
  const ofSite = path.startsWith(paths.admin.act('sites', ':site', ''));
  const page = officeFormPage(form.scripts);
  return formPage<SettingsSystem, SettingsPlace, unknown, OfficeFormView, EditEffects>({
    path,
    audience: (ofSite ? staffOfSite : staff)('settings.change', 'audit.read'),
    changes: (ofSite ? staffOfSite : form.edit.ofOwnSites ? staff : staffOfAll)('settings.change'),
    page,
    open: async (system, request, response) => {
      const place = { system, request, response, subject: subjectOf?.(request) ?? 'all' };
      if (request.method === 'POST' || (await mayShow(form, place))) return place;
      renderErrorPage(response, 404);
      return null;
    },
    // read by the edit itself, once it is known that they may
    schema: z.unknown(),
    act: (place, _given, sent) => save(form, place, sent),
    fieldOf: { default: '' },
    view: (place, state) => settingsView(form, place, state),
  });
}

interface SettingsPlace {
  readonly system: SettingsSystem;
  readonly request: Request;
  readonly response: Response;
  readonly subject: string;
}

async function mayShow<Input>({ edit, start }: SettingsForm<Input>, place: SettingsPlace): Promise<boolean> {
  const { records, subject, now, staff: reader } = await asked(place);
  const exists = edit.read(records, subject, now) !== null || start !== undefined;
  return exists && maySee(reader, edit.siteOf(subject));
}

async function save<Input>(
  form: SettingsForm<Input>,
  place: SettingsPlace,
  { values, given, revision, body }: SentForm,
): Promise<FormResult<EditEffects>> {
  const { system, request, response, subject } = place;
  const outcome = await carryOutEdit(system, form.edit, {
    subject,
    given,
    revision,
    confirmed: String(body['_confirm'] ?? ''),
    look: body['_look'] === '1',
    staff: currentStaff(request),
  });
  switch (outcome.kind) {
    case 'not_permitted':
      renderErrorPage(response, 403, 'not_permitted');
      return accept(null);
    case 'done': {
      const { misfits } = outcome;
      const own = request.originalUrl.split('?')[0] ?? '';
      const next = form.next?.({ ...(await asked(place)), values }) ?? own;
      return accept(misfits.size === 0 ? withQuery(next, { saved: '1' }) : toSettle(misfits));
    }
    case 'invalid':
      return { again: 422, errors: problemMessages(outcome.problems, pageContext(request).t) };
    case 'preview':
      return { again: 200, more: outcome.effects };
    case 'stale_form':
      if (await mayShow(form, place)) return refuse('stale_form');
      renderErrorPage(response, 404);
      return accept(null);
  }
}

/** What no longer fits is the next thing to do: at one office its list, at several the overview, which has an alarm for each. */
function toSettle(misfits: ReadonlyMap<string, number>): string {
  const [[site, count] = ['', 0], ...others] = misfits;
  if (others.length > 0) return paths.admin.home();
  return withQuery(paths.admin.act('sites', site, 'conflicts'), { found: count });
}

async function settingsView<Input>(
  form: SettingsForm<Input>,
  place: SettingsPlace,
  state: FormState<EditEffects>,
): Promise<OfficeFormView> {
  const { originalUrl, query } = place.request;
  const known = await asked(place, form.people);
  const { records, subject, page, now } = known;
  const mayChange = mayCarryOut(known.staff, form.edit, subject);
  const all = form.edit.read(records, subject, now);
  const part = all === null || mayChange ? all : (form.forReaders?.(all) ?? all);
  const stored = flatValues(part ?? (state.stale ? {} : (form.start?.(known) ?? {})));
  const ask = { ...known, values: state.typed ?? stored };
  const drawing = {
    action: originalUrl.split('?')[0] ?? '',
    stored,
    revision: revisionOf(part),
    sections: (values: FormValues) => form.sections({ ...ask, values }),
    effects: state.more && effectsView(state.more, changesOf(form, ask), records, page),
    mayChange,
    looks: true,
    done: state.typed === null && query['saved'] === '1' ? page.t('settings.form.saved') : null,
  };
  return { ...form.frame(ask), ...drawnForm(drawing, state, page) };
}

async function asked(
  { system, request, subject }: SettingsPlace,
  people = false,
): Promise<Omit<FormAsk, 'values'>> {
  // what was saved a moment ago must be there: forms read where changes are written
  const records = await system.catalogueCache.records(system.database.writer);
  const site = records.sites.find(({ code }) => code === subject);
  const ofSite = site !== undefined && request.method === 'GET';
  return {
    ...(people && site !== undefined ? { people: await colleaguesAt(system.database.reader, site) } : {}),
    records,
    subject,
    conflicts: ofSite ? await conflictCount(system, subject) : 0,
    page: pageContext(request),
    staff: currentStaff(request),
    now: system.clock.now(),
  };
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
