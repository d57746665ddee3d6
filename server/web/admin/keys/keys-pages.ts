import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { createKey } from '../../../actions/staff/create-key.ts';
import { revokeKey } from '../../../actions/staff/revoke-key.ts';
import type { System } from '../../../actions/system.ts';
import { isPermitted } from '../../../domain/staff/permissions.ts';
import { listKeys } from '../../../store/staff/key-query.ts';
import { staff } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formatting, said } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { addressOf } from '../../staff/own-path.ts';
import { staffZone } from '../../staff/staff-time.ts';
import { adminPage } from '../admin-page.ts';
import { askedFormat, type ListFiles, listFiles, sendList } from '../list-file.ts';
import { sortedBy } from '../listing.ts';
import { askedSorting, type HeadCell, type HeadColumn, headOf, sortingText } from '../sorting.ts';

interface KeyLine {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly site: string;
  readonly created: string;
  readonly lastUsed: string;
  readonly revoked: boolean;
  /** epoch ms */
  readonly at: { readonly created: number; readonly lastUsed: number };
}

const keyOrders = ['name', 'kind', 'site', 'created', 'lastUsed'] as const;

export interface KeysView {
  readonly mayChange: boolean;
  readonly keys: readonly KeyLine[];
  readonly head: readonly HeadCell[];
  readonly files: ListFiles;
  readonly sites: readonly { readonly code: string; readonly name: string }[];
  readonly typed: { readonly name: string; readonly kind: string; readonly site: string };
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  /** shown once, right after it was made */
  readonly made: string | null;
}

const keysPage = adminPage<KeysView>('admin/keys', (_view, { t }) => t('settings.keys.title'));
const newKey = z.object({
  name: z.string().trim().min(1).max(80),
  kind: z.enum(['staff', 'device']),
  site: z.string().max(40),
});
const empty = { name: '', kind: 'device', site: '' };

function list(system: System): RequestHandler {
  return async (request, response) => {
    const format = askedFormat(request);
    if (format === 'unknown') return renderErrorPage(response, 404);
    if (format === null) return show(system, response, { typed: empty, errors: [], made: null });
    const context = pageContext(request);
    const keys = await linesOf(system, request);
    const table = {
      name: 'keys',
      columns: [...headColumns(context).map(({ label }) => label), context.t('settings.keys.revoked')],
      rows: keys.map((key) => [
        ...keyOrders.map((column) => key[column]),
        context.t(key.revoked ? 'staff.manage.yes' : 'staff.manage.no'),
      ]),
    };
    await sendList(system, request, response, { list: 'keys', subject: 'all', format, table });
  };
}

function revoke(system: System): RequestHandler {
  return async (request, response) => {
    const actor = `staff:${currentStaff(request).id}`;
    await revokeKey(system, { id: String(request.params['id']), actor, address: addressOf(request) });
    response.redirect(303, paths.admin.section('keys'));
  };
}

function make(system: System) {
  return async (request: Request, response: Response): Promise<void> => {
    const { t } = pageContext(request);
    const form = newKey.safeParse(request.body ?? {});
    const typed = { ...empty, ...(request.body as Record<string, string> | undefined) };
    const again = (field: string, message: string): Promise<void> => {
      response.status(422);
      return show(system, response, { typed, errors: [{ field, message }], made: null });
    };
    if (!form.success) return again('name', t('settings.keys.nameWrong'));
    const { name, kind, site } = form.data;
    const actor = `staff:${currentStaff(request).id}`;
    const address = addressOf(request);
    const wanted = { name, kind, site: site === '' ? null : site, actor, address };
    const outcome = await createKey(system, wanted);
    if (!outcome.ok) return again('site', t(`refusal.${outcome.code}`, outcome.details));
    await show(system, response, { typed: empty, errors: [], made: outcome.value.key });
  };
}

async function show(
  system: System,
  response: Response,
  rest: Pick<KeysView, 'typed' | 'errors' | 'made'>,
): Promise<void> {
  const context = pageContext(response.req);
  const { sites } = await system.catalogue();
  const list = paths.admin.section('keys');
  const sorting = askedSorting(response.req, keyOrders);
  const keys = await linesOf(system, response.req);
  const choices = [...sites.values()].map((site) => ({
    code: site.code,
    name: said(site.name, context.locale),
  }));
  renderPage(response, keysPage, {
    keys,
    head: headOf(headColumns(context), sorting, (sort) => withQuery(list, { sort })),
    files: listFiles(list, { sort: sortingText(sorting) }, keys.length, context),
    sites: choices,
    mayChange: isPermitted(currentStaff(response.req).role, 'key.manage'),
    ...rest,
  });
}

function headColumns({ t }: PageContext): HeadColumn[] {
  return keyOrders.map((key) => ({ key, label: t(`settings.keys.${key}`) }));
}

async function linesOf(system: System, request: Request): Promise<readonly KeyLine[]> {
  const { t, locale } = pageContext(request);
  const { sites } = await system.catalogue();
  const { dayTime } = formatting(locale, staffZone);
  const nameOf = (code: string): string => {
    const site = sites.get(code);
    return site === undefined ? code : said(site.name, locale);
  };
  const keys = (await listKeys(system.database.reader)).map((key) => ({
    id: key.id,
    name: key.name,
    kind: t(`settings.keys.kinds.${key.kind}`),
    site: key.site === null ? t('settings.keys.everySite') : nameOf(key.site),
    created: dayTime(key.createdAt),
    at: { created: key.createdAt, lastUsed: key.lastUsedAt ?? 0 },
    lastUsed: key.lastUsedAt === null ? t('settings.keys.never') : dayTime(key.lastUsedAt),
    revoked: key.revokedAt !== null,
  }));
  const sorting = askedSorting(request, keyOrders);
  const by = sorting?.by ?? 'name';
  const order = (key: KeyLine) => (by === 'created' || by === 'lastUsed' ? key.at[by] : key[by]);
  return sortedBy(keys, sorting, order, locale);
}

const manages = staff('key.manage');

/** Keys with which other programs use the API. */
export const keyPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.section('keys'),
    audience: staff('key.manage', 'audit.read'),
    get: list,
    changes: manages,
    post: make,
    menu: { under: 'access', text: 'settings.menu.keys' },
  },
  { path: paths.admin.act('keys', ':id', 'revoke'), audience: manages, post: revoke },
];
