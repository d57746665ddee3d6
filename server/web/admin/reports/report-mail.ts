import { BesideLoop } from '../../../actions/beside-loop.ts';
import type { System } from '../../../actions/system.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import type { MailFile } from '../../../domain/message/mailbox.ts';
import { reportOf } from '../../../domain/message/report-message.ts';
import type { ReportPeriod } from '../../../domain/report/report-period.ts';
import { type ReportSubscription, sitesOfReport } from '../../../domain/report/report-subscription.ts';
import { type StaffMember, worksEverywhere } from '../../../domain/staff/permissions.ts';
import { mailTemplate } from '../../../messages/mail-templates.ts';
import type { MessageLinks, ReportMail, WordingContext } from '../../../messages/wording-context.ts';
import { reportById } from '../../../store/report/report-query.ts';
import { staffById } from '../../../store/staff/staff-query.ts';
import { paths, withQuery } from '../../paths.ts';
import { makeWorkbook, type TableFile } from '../list/workbook.ts';
import type { Chart } from '../statistics/draw-chart.ts';
import { tableSheet } from '../statistics/table-sheet.ts';
import { tableNames } from '../statistics/tables.ts';
import { collectReport, type ReportAsk } from './collect-report.ts';
import type { DrawnReport, ReportDrawing } from './draw-report.ts';
import { reportText } from './report-text.ts';
import { type ReportMailView, reportView } from './report-view.ts';

type Parts = Pick<System, 'database' | 'clock' | 'catalogue' | 'baseUrl'>;
type Reader = Pick<StaffMember, 'role' | 'sites'>;

/** Nobody waits for a report at a page but for its preview; each takes a second or two. */
const bounds = { atOnce: 12, longest: 60_000 };
let thread: BesideLoop<ReportDrawing, DrawnReport> | undefined;

async function drawBeside(drawing: ReportDrawing): Promise<DrawnReport | null> {
  if (drawing.charts.length === 0 && drawing.paper === null) return null;
  thread ??= new BesideLoop(new URL('./report-thread.ts', import.meta.url), bounds);
  const said = await thread.ask(drawing);
  return said.kind === 'answer' ? said.answer : null;
}

/** Composes the reports of the outbox, for whom they are. */
export function reportComposer(system: Parts, links: MessageLinks): NonNullable<WordingContext['report']> {
  return async ({ parameters }) => {
    const { id, period } = reportOf(parameters);
    const subscription = await reportById(system.database.reader, id);
    const account = subscription && (await staffById(system.database.reader, subscription.recipient));
    if (subscription === null || account === null) return null;
    return composeReport(system, links, { subscription, period, readers: [account.member] });
  };
}

/** Others are drawn, and too many of them. */
export class ReportNotDrawn extends Error {}

interface Asked {
  readonly subscription: ReportSubscription;
  readonly period: ReportPeriod;
  /** of offices that all of them may read */
  readonly readers: readonly Reader[];
}

/** Null: there is no office left that they may read. */
export async function composeReport(
  system: Parts,
  links: Pick<MessageLinks, 'stopReport'>,
  { subscription, period, readers }: Asked,
): Promise<ReportMail | null> {
  const { scope, locale, rhythm, files, id } = subscription;
  const all = (await system.catalogue()).sites.values();
  const sites = readers.reduce<readonly Site[]>(
    (some, reader) => sitesOfReport(scope, some, reader),
    [...all],
  );
  if (sites.length === 0) return null;
  const everySite = scope.kind === 'all' && readers.every(worksEverywhere);
  const ask = await collectReport(system, sites, { period, locale, everySite });
  const { t } = ask.page;
  const view = reportView(ask, rhythm, false);
  const paper = files.includes('pdf')
    ? { view: reportView(ask, rhythm, true), foot: t('mail.sender') }
    : null;
  const charted = view.tables.flatMap(({ name, chart }) => (chart === null ? [] : [{ name, chart }]));
  const drawn = await drawBeside({ charts: charted.map(({ chart }): Chart => chart), paper });
  // what could not be drawn is tried again with the next attempt
  if (drawn === null && (charted.length > 0 || paper !== null))
    throw new ReportNotDrawn('a report was not drawn in time');
  const pictures: Record<string, string> = {};
  const inline = charted.map(({ name }, place): MailFile => {
    pictures[name] = `${name}@report`;
    const content = drawn?.pictures[place] ?? new Uint8Array();
    return { name: `${name}.png`, type: 'image/png', content, contentId: `${name}@report` };
  });
  const stem = fileStem(ask);
  const attached: MailFile[] = [];
  if (drawn?.pdf)
    attached.push({ name: `${stem}.pdf`, type: 'application/pdf', content: drawn.pdf, contentId: null });
  if (files.includes('xlsx')) attached.push(await workbookFile(ask, stem));
  const stop = links.stopReport(id);
  const shown: ReportMailView = {
    ...view,
    sender: t('mail.sender'),
    pictures,
    button: { label: t('reports.open'), href: `${system.baseUrl()}${statisticsAt(ask)}` },
    footer: t('mail.footerReport'),
    stop: { label: t('reports.stop'), href: stop },
  };
  return {
    subject: view.subject,
    html: mailTemplate('report')({ view: shown }),
    text: reportText(shown),
    files: [...inline, ...attached],
    unsubscribe: stop,
  };
}

function statisticsAt({ sites, period }: ReportAsk): string {
  const site =
    sites.length === 1 ? (sites[0]?.code ?? '') : sites.length > 50 ? 'all' : sites.map(({ code }) => code);
  return withQuery(paths.admin.section('statistics'), { site, ...period });
}

function fileStem({ sites, period: { from, to } }: ReportAsk): string {
  const of = sites.length === 1 ? (sites[0]?.code ?? '') : `${sites.length}-offices`;
  return from === to ? `${of}-${from}` : `${of}-${from}-${to}`;
}

/** Every table of the page with every column, as its own workbook has them. */
async function workbookFile(ask: ReportAsk, stem: string): Promise<MailFile> {
  const sheets: TableFile[] = [];
  for (const name of tableNames)
    if (name !== 'sites' || ask.sites.length > 1) sheets.push(await tableSheet(name, ask));
  const content = await makeWorkbook(sheets, new AbortController().signal);
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return { name: `${stem}.xlsx`, type, content: content ?? new Uint8Array(), contentId: null };
}
