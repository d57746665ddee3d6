import type { Request, RequestHandler, Response } from 'express';
import { endReportFor, maySeeReport, subscribeToReport } from '../../../actions/report/edit-reports.ts';
import { sendReportNow } from '../../../actions/report/send-reports.ts';
import type { System } from '../../../actions/system.ts';
import { accept } from '../../../domain/outcome.ts';
import { newestPeriod } from '../../../domain/report/report-period.ts';
import {
  type ReportRecipient,
  type ReportSubscription,
  sitesOfReport,
} from '../../../domain/report/report-subscription.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { reportById } from '../../../store/report/report-query.ts';
import { staffById } from '../../../store/staff/staff-query.ts';
import { staff, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { type FormState, formPage } from '../../form/form-page.ts';
import { dateFormatting, noonOf } from '../../formatting.ts';
import { blankedLinks } from '../../message-links.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { asked, dateIn, parameter } from '../../request/asked.ts';
import { adminPage } from '../admin-page.ts';
import { atOffice, type DrawnForm, officeFormOf } from '../form/office-form.ts';
import type { ListView } from '../list/list-view.ts';
import { showList } from '../list/show-list.ts';
import { mailInFrame } from '../messages/shown-preview.ts';
import { candidatesFor, type ReportPlace, reportFields, reportForm, scopeChosen } from './report-form.ts';
import { reportList, scopeText } from './report-list.ts';
import { composeReport, ReportNotDrawn } from './report-mail.ts';

export interface ReportsView {
  readonly list: ListView;
  /** null: not theirs to make, or there is nobody who could get one */
  readonly form: DrawnForm | null;
  /** said instead of the form; null: nothing */
  readonly nobody: { readonly text: string; readonly accounts: string | null } | null;
  /** mails cannot be sent now */
  readonly off: boolean;
  /** what has just been sent; null: nothing */
  readonly sent: string | null;
}

export interface ReportShownView {
  readonly heading: string;
  readonly about: string;
  readonly back: string;
  /** null: there is no office left that both may see */
  readonly frame: string | null;
}

const section = paths.admin.section('reports');
const reportsPage = adminPage<ReportsView>('admin/reports/reports', (_view, { t }) => t('reports.title'), [
  'unsaved-guard.js',
]);
const shownPage = adminPage<ReportShownView>('admin/reports/report', (_view, { t }) =>
  t('reports.previewTitle'),
);

async function open(system: System, request: Request, response: Response): Promise<ReportPlace | null> {
  const shown = await showList(reportList, system, request, response);
  if (shown === null) return null;
  const place = atOffice(system, request, response);
  const catalogue = await system.catalogue();
  const candidates = await candidatesFor(system, catalogue, place.staff);
  return { ...place, list: shown.list, catalogue, candidates };
}

function view(place: ReportPlace, state: FormState): ReportsView {
  const { list, candidates, system, page, request } = place;
  const may = reportForm.mayChange(place);
  return {
    list,
    form: may && candidates.length > 0 ? officeFormOf(reportForm, place, state) : null,
    nobody: may && candidates.length === 0 ? nobodyYet(place) : null,
    off: system.config.smtpUrl === null,
    sent: sentText(request, page),
  };
}

function nobodyYet({ page: { t }, staff: { role } }: ReportPlace): ReportsView['nobody'] {
  const accounts = isPermitted(role, 'staff.manage') ? paths.admin.staff() : null;
  return { text: t('reports.recipientsNone'), accounts };
}

function sentText(request: Request, { t, locale }: ReportPlace['page']): string | null {
  const [from, to] = [dateIn(asked(request, 'from')), dateIn(asked(request, 'to'))];
  if (asked(request, 'sent') !== '1' || from === null || to === null) return null;
  const { fullDay } = dateFormatting(locale);
  return t('reports.sentNow', { from: fullDay(noonOf(from)), to: fullDay(noonOf(to)) });
}

function end(system: System): RequestHandler {
  return async (request, response) => {
    const done = await endReportFor(system, parameter(request, 'id'), currentStaff(request));
    if (!done.ok) return renderErrorPage(response, 403, 'not_permitted');
    response.redirect(303, section);
  };
}

function send(system: System): RequestHandler {
  return async (request, response) => {
    const done = await sendReportNow(system, parameter(request, 'id'), currentStaff(request));
    if (!done.ok) return renderErrorPage(response, done.code === 'not_permitted' ? 403 : 409, done.code);
    response.redirect(303, withQuery(section, { sent: '1', ...done.value }));
  };
}

interface Found {
  readonly one: ReportSubscription;
  readonly recipient: ReportRecipient['member'] & { readonly name: string };
}

/** Null: it has been answered. */
async function found(system: System, request: Request, response: Response): Promise<Found | null> {
  const { reader, writer } = system.database;
  const one = await reportById(writer, parameter(request, 'id'));
  const account = one && (await staffById(reader, one.recipient));
  if (one !== null && account !== null && maySeeReport(one, currentStaff(request)))
    return { one, recipient: account.member };
  renderErrorPage(response, 404);
  return null;
}

function show(system: System): RequestHandler {
  return async (request, response) => {
    const its = await found(system, request, response);
    if (its === null) return;
    const page = pageContext(request);
    const catalogue = await system.catalogue();
    const both = sitesOfReport(its.one.scope, catalogue.sites.values(), its.recipient);
    const seen = sitesOfReport({ kind: 'all' }, both, currentStaff(request));
    renderPage(response, shownPage, {
      heading: its.recipient.name,
      about: `${scopeText(its.one.scope, catalogue, page)} · ${page.t(`reports.rhythms.${its.one.rhythm}`)} ${its.one.at}`,
      back: section,
      frame: seen.length === 0 ? null : paths.admin.act('reports', its.one.id, 'preview'),
    });
  };
}

/** The mail of the last period, of the offices that both the reader and the recipient may see. */
function preview(system: System): RequestHandler {
  return async (request, response) => {
    const its = await found(system, request, response);
    if (its === null) return;
    const { one, recipient } = its;
    const viewer = currentStaff(request);
    const sites = sitesOfReport(one.scope, (await system.catalogue()).sites.values(), recipient);
    const [zone, ...others] = new Set(sites.map(({ timeZone }) => timeZone));
    const period = zone === undefined ? null : newestPeriod(one, [zone, ...others], system.clock.now());
    const asked = { subscription: { ...one, files: [] }, readers: [recipient, viewer] };
    try {
      const mail = period && (await composeReport(system, blankedLinks(system), { ...asked, period }));
      if (mail === null) return renderErrorPage(response, 404);
      mailInFrame(response, { ...mail, short: { text: '', parameters: [] } });
    } catch (error) {
      if (!(error instanceof ReportNotDrawn)) throw error;
      renderErrorPage(response, 503);
    }
  };
}

const reads = staff('statistics.read');
const changes = staff('settings.change');
/** Of one report: of the offices that it tells about. */
const [itsReads, itsChanges] = [staffOfSite('statistics.read'), staffOfSite('settings.change')];

/** Figures that are sent by mail: to whom, of which offices, how often. */
export const reportPages: readonly DeclaredPage<System>[] = [
  {
    ...formPage({
      path: section,
      audience: reads,
      changes,
      menu: { under: 'daily', text: 'reports.menu' },
      page: reportsPage,
      open,
      schema: reportFields,
      act: async ({ system, staff: actor }, given) => {
        const { recipient, rhythm, at, locale, files } = given;
        const wanted = { recipient, rhythm, at, locale, files, scope: scopeChosen(given) };
        const done = await subscribeToReport(system, wanted, actor);
        return done.ok ? accept(withQuery(section, { done: '1' })) : done;
      },
      fieldOf: {
        default: 'recipient',
        unknown_site: 'sites',
        not_permitted: 'sites',
        report_stopped: 'recipient',
      },
      say: (refusal, t) => {
        if (refusal.code === 'unknown_site') return t('reports.pickSites');
        if (refusal.code === 'invalid_input' && refusal.details?.['field'] === 'at')
          return t('reports.badAt');
        return t(
          refusal.code === 'invalid_input' ? 'settings.problem.not_allowed' : `refusal.${refusal.code}`,
        );
      },
      view,
    }),
    lists: [reportList],
  },
  { path: paths.admin.act('reports', ':id', 'end'), audience: itsChanges, post: end },
  { path: paths.admin.act('reports', ':id', 'send'), audience: itsChanges, post: send },
  { path: paths.admin.item('reports', ':id'), audience: itsReads, get: show },
  { path: paths.admin.act('reports', ':id', 'preview'), audience: itsReads, get: preview, answers: 'file' },
];
