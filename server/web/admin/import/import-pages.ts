import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { importStaff, lookAtStaff, managedAccounts } from '../../../actions/importing/carry-out-staff.ts';
import { type Cells, type ImportRow, mostRows } from '../../../actions/importing/import-row.ts';
import { lineOfAccount } from '../../../actions/importing/import-staff.ts';
import { firstPasswordDays } from '../../../domain/staff/first-password.ts';
import { type Audience, isFor, staff, staffOfAll } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import type { PageSystem } from '../../page-system.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { sendList } from '../list/list-file.ts';
import { listPage } from '../list/list-page.ts';
import { fileFormat } from '../list/table-file.ts';
import { type Confirmation, tryCatalogue } from './import-catalogue.ts';
import {
  catalogueImports,
  columnName,
  columnsOf,
  type ImportKind,
  importKinds,
  rowsOf,
  valueName,
} from './import-kinds.ts';
import { emptyImport, type ImportView, importPage, previewView, sums } from './import-view.ts';
import { readBeside } from './read-beside.ts';
import { receiveImport } from './receive-import.ts';

/** Accounts by those who may manage some; what is of all offices by administrators, as their forms are. */
const audiences: Readonly<Record<ImportKind, Audience>> = {
  offices: staffOfAll('settings.change'),
  staff: staff('staff.manage'),
  closures: staffOfAll('settings.change'),
  calendar: staffOfAll('settings.change'),
};

const importList = adminList({
  name: 'imports',
  label: 'imports.title',
  empty: { none: 'imports.none' },
  open: (_asked: ListRequest<PageSystem>) => ({}),
  frame: ({ page: { t } }) => ({ heading: t('imports.title'), lede: t('imports.lede') }),
  source: ({ staff: reader }) => importKinds.filter((kind) => isFor(audiences[kind], reader)),
  columns: ({ page: { t } }) => [
    {
      key: 'kind',
      label: t('imports.kind'),
      cell: (kind) => ({ text: t(`imports.kinds.${kind}`), href: paths.admin.item('import', kind) }),
    },
    { key: 'what', label: t('imports.what'), cell: (kind) => t(`imports.ledes.${kind}`) },
  ],
});

const lines = z
  .array(
    z.object({
      line: z.int().min(1).max(10_000_000),
      cells: z.record(
        z.string().max(40),
        z
          .string()
          .max(2000)
          .regex(/^[^\0]*$/),
      ),
    }),
  )
  .max(mostRows);

interface Sent {
  readonly rows: readonly ImportRow[];
  readonly unknown: readonly string[];
  readonly confirmed: Confirmation | null;
}

function show(kind: ImportKind): (system: PageSystem) => RequestHandler {
  return () => (_request, response) => render(kind, response, {});
}

function render(kind: ImportKind, response: Response, more: Partial<ImportView>): void {
  renderPage(response, importPage, { ...emptyImport(kind, pageContext(response.req)), ...more });
}

function send(kind: ImportKind): (system: PageSystem) => RequestHandler {
  return (system) => async (request, response) => {
    const sent = await readSent(kind, request, response);
    if ('message' in sent) {
      response.status(422);
      return render(kind, response, { errors: [{ field: 'file', message: sent.message }] });
    }
    return kind === 'staff'
      ? sendStaff(system, request, response, sent)
      : sendCatalogue(system, kind, request, response, sent);
  };
}

/** The lines of a file, or those that were looked at before and are confirmed now. */
async function readSent(
  kind: ImportKind,
  request: Request,
  response: Response,
): Promise<Sent | { readonly message: string }> {
  const { t } = pageContext(request);
  const received = await receiveImport(request, response);
  if (!received.ok)
    return {
      message: t(
        received.code === 'upload_too_big' ? 'imports.refused.too_large' : 'imports.refused.unreadable',
      ),
    };
  const { file, fields } = received.value;
  if (file === null) {
    const read = lines.safeParse(parsed(fields['rows']));
    if (!read.success) return { message: t('imports.refused.empty') };
    const [revision, token] = [String(fields['_revision'] ?? ''), String(fields['_confirm'] ?? '')];
    return { rows: read.data, unknown: [], confirmed: { revision, token } };
  }
  const table = await readBeside(file);
  if ('refused' in table) return { message: t(`imports.refused.${table.refused}`, { most: mostRows }) };
  const found = rowsOf(kind, table);
  if ('missing' in found) {
    const columns = found.missing.map((key) => columnName(key, t)).join(t('imports.separator'));
    return { message: t('imports.missing', { columns }) };
  }
  return { ...found, confirmed: null };
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

async function sendCatalogue(
  system: PageSystem,
  kind: keyof typeof catalogueImports,
  request: Request,
  response: Response,
  { rows, unknown, confirmed }: Sent,
): Promise<void> {
  const page = pageContext(request);
  const { t } = page;
  const asked = { rows, page, staff: currentStaff(request) };
  const tried = await tryCatalogue(system, catalogueImports[kind], asked, confirmed);
  if (tried.kind === 'not_permitted') return renderErrorPage(response, 403, 'not_permitted');
  if (tried.kind === 'blocked') {
    response.status(422);
    return render(kind, response, { errors: [{ field: 'file', message: t('imports.blocked') }] });
  }
  if (tried.kind === 'done')
    return render(kind, response, { done: { text: doneText(tried.planned, t), handed: [], days: 0 } });
  const preview = previewView({ ...tried, rows, unknown }, t);
  answer(kind, response, { preview }, tried.stale);
}

async function sendStaff(
  system: PageSystem,
  request: Request,
  response: Response,
  { rows, unknown, confirmed }: Sent,
): Promise<void> {
  const { t } = pageContext(request);
  const actor = currentStaff(request);
  const done = confirmed === null ? null : await importStaff(system, actor, { rows, token: confirmed.token });
  if (done?.kind === 'done') {
    const { plan, handed } = done;
    return render('staff', response, {
      done: { text: doneText(plan.rows, t), handed, days: firstPasswordDays },
    });
  }
  const plan = done?.plan ?? (await lookAtStaff(system, actor, rows));
  const told = { rows, unknown, planned: plan.rows, revision: '', token: plan.token, effects: null };
  answer('staff', response, { preview: previewView(told, t) }, done !== null);
}

/** Looked at; `stale`: what was confirmed was looked at before something changed, and nothing was written. */
function answer(kind: ImportKind, response: Response, more: Partial<ImportView>, stale: boolean): void {
  const { t } = pageContext(response.req);
  const errors = stale ? [{ field: 'confirm', message: t('imports.stale') }] : [];
  response.status(stale ? 409 : 200);
  render(kind, response, { ...more, errors });
}

function doneText(planned: Parameters<typeof sums>[0], t: Parameters<typeof sums>[1]): string {
  return t('imports.done', { sums: sums(planned, t).join(t('imports.separator')) });
}

/** What is stored, in the very columns that are read: to be filled in, changed and sent back. */
function sendFile(kind: ImportKind): (system: PageSystem) => RequestHandler {
  return (system) => async (request, response) => {
    const format = fileFormat(request.query['format']);
    if (format === null) return renderErrorPage(response, 404);
    const { t } = pageContext(request);
    const keys = columnsOf(kind).map(({ key }) => key);
    const stored = await storedLines(system, kind, request);
    const rows = stored.map((cells) => keys.map((key) => valueName(key, cells[key] ?? '', t)));
    async function* inPieces(): AsyncGenerator<string[][]> {
      yield rows;
    }
    const columns = keys.map((key) => columnName(key, t));
    const table = { name: `import-${kind}`, columns, total: rows.length, rows: inPieces() };
    await sendList(system, request, response, { list: `import-${kind}`, subject: 'all', format, table });
  };
}

async function storedLines(
  system: PageSystem,
  kind: ImportKind,
  request: Request,
): Promise<readonly Cells[]> {
  if (kind === 'staff')
    return (await managedAccounts(system, currentStaff(request))).map((account) => lineOfAccount(account));
  const records = await system.catalogueCache.records(system.database.writer);
  return catalogueImports[kind].lines(records, system.clock.now());
}

/** Offices, accounts, closures and days of the calendar from a spreadsheet. */
export const importPages: readonly DeclaredPage[] = [
  {
    path: paths.admin.section('import'),
    audience: staff('staff.manage'),
    ...listPage(importList),
    menu: { under: 'settings', text: 'imports.title' },
  },
  ...importKinds.flatMap((kind): DeclaredPage[] => [
    {
      path: paths.admin.item('import', kind),
      audience: audiences[kind],
      get: show(kind),
      post: send(kind),
    },
    {
      path: paths.admin.act('import', kind, 'file'),
      audience: audiences[kind],
      get: sendFile(kind),
      answers: 'file',
    },
  ]),
];
