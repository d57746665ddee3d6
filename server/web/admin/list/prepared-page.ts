import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { RequestHandler } from 'express';
import type { System } from '../../../actions/system.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { currentStaff, leaveSessionAlone } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { parameter } from '../../request/asked.ts';
import { adminPage } from '../admin-page.ts';
import { type Prepared, preparedBytes, preparedFile } from './prepared-files.ts';
import { isGone, workbookType } from './table-file.ts';

export interface PreparedView {
  readonly state: Prepared['state'] | 'gone';
  /** how far it is, in words and in parts of a hundred */
  readonly lines: string;
  readonly share: number;
  /** null: it is not ready */
  readonly file: { readonly href: string; readonly text: string } | null;
  readonly back: string;
}

const page = adminPage<PreparedView>('admin/prepared', (_view, { t }) => t('list.prepared.title'));

/** What there is of one that was never asked for, is over, or is somebody else's. */
const nothing = { state: 'gone', lines: 0, total: 0, back: paths.admin.home() } as const;

/** Seconds until the page looks again, with or without scripts. */
const lookAgain = 3;

function show(system: System): RequestHandler {
  return async (request, response) => {
    const id = parameter(request, 'file');
    const { t, locale } = pageContext(request);
    const found = await preparedFile(system, id, currentStaff(request).id);
    response.set('Cache-Control', 'no-store');
    if (found?.state === 'working') {
      // looking at it by itself keeps nobody signed in
      leaveSessionAlone(request);
      response.set('Refresh', String(lookAgain));
    }
    const { state, lines, total, back } = found ?? nothing;
    const bytes = state === 'ready' ? await preparedBytes(system, id) : null;
    if (found === null) response.status(410);
    const size = ((bytes?.size ?? 0) / 1024 / 1024).toFixed(1);
    const counted = { lines: lines.toLocaleString(locale), total: total.toLocaleString(locale) };
    renderPage(response, page, {
      state,
      lines: t('list.prepared.lines', counted),
      // packing takes about as long as reading
      share: Math.round((lines / Math.max(1, total)) * 50),
      file:
        bytes === null
          ? null
          : { href: paths.admin.preparedFile(id), text: t('list.prepared.download', { size }) },
      back,
    });
  };
}

function send(system: System): RequestHandler {
  return async (request, response) => {
    const id = parameter(request, 'file');
    const found = await preparedFile(system, id, currentStaff(request).id);
    const bytes = found?.state === 'ready' ? await preparedBytes(system, id) : null;
    if (found === null || bytes === null) return response.redirect(303, paths.admin.prepared(id));
    response.attachment(`${found.name}.xlsx`).type(workbookType);
    response.set({ 'Cache-Control': 'no-store', 'Content-Length': String(bytes.size) });
    await pipeline(createReadStream(bytes.path), response).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
  };
}

/** For whoever asked for the file, whatever they may read meanwhile: for anybody else there is none. */
export const preparedPages: readonly DeclaredPage<System>[] = [
  { path: paths.admin.prepared(':file'), audience: 'own', get: show },
  { path: paths.admin.preparedFile(':file'), audience: 'own', get: send, answers: 'file' },
];
