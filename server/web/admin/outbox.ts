import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { sendAllAgain, sendMessageAgain } from '../../actions/message/send-again.ts';
import { recordAudit } from '../../actions/record-audit.ts';
import type { System } from '../../actions/system.ts';
import type { Mailbox, ReadableMail } from '../../domain/message/mailbox.ts';
import { outboxStates } from '../../domain/message/message.ts';
import { isPermitted, mayWorkAt, type StaffMember } from '../../domain/staff/permissions.ts';
import {
  findMessage,
  outboxOrders,
  type StoredMessage,
  searchOutbox,
} from '../../store/message/outbox-query.ts';
import { staff, staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { askedFormat, mostLines, sendList } from './list-file.ts';
import { messageFile, messageHtml } from './outbox-content.ts';
import { outboxTable } from './outbox-table.ts';
import {
  type AskedOutbox,
  messagesPerPage,
  type OutboxMessageView,
  type OutboxView,
  outboxMessageView,
  outboxSection,
  outboxView,
} from './outbox-view.ts';
import { asked, pageNumber } from './site-of-request.ts';
import { askedSorting } from './sorting.ts';

export type OutboxSystem = Pick<
  System,
  'database' | 'secrets' | 'clock' | 'announce' | 'catalogue' | 'log'
> & {
  readonly mailbox: Mailbox;
};

const listPage: Page<OutboxView> = {
  template: 'admin/outbox',
  layout: 'admin',
  surface: 'admin',
  title: (_view, { t }) => t('common.titleEnd', { title: t('mail.outbox.title') }),
};

const messagePage: Page<OutboxMessageView> = {
  template: 'admin/outbox-message',
  layout: 'admin',
  surface: 'admin',
  title: (view, { t }) => t('common.titleEnd', { title: view.subject ?? view.about }),
};

function showHtml(system: OutboxSystem): RequestHandler {
  return async (request, response) => {
    const read = await readMessage(system, request);
    if (read?.mail) messageHtml(response, read.mail);
    else renderErrorPage(response, 404);
  };
}

function showFile(system: OutboxSystem): RequestHandler {
  return async (request, response) => {
    const read = await readMessage(system, request);
    const file = read?.mail?.files[Number(request.params['position'])];
    if (file === undefined) renderErrorPage(response, 404);
    else messageFile(response, file);
  };
}

function showList(system: OutboxSystem) {
  return async (request: Request, response: Response): Promise<void> => {
    const format = askedFormat(request);
    if (format === 'unknown') return renderErrorPage(response, 404);
    const catalogue = await system.catalogue();
    const staff = currentStaff(request);
    const sites = [...catalogue.sites.values()].filter(({ code }) => mayWorkAt(staff, code));
    const wanted: AskedOutbox = {
      state: outboxStates.find((one) => one === request.query['state']) ?? null,
      text: asked(request, 'q').slice(0, 100),
      site: sites.find(({ code }) => code === asked(request, 'site'))?.code ?? null,
      sort: askedSorting(request, outboxOrders),
      page: format === null ? pageNumber(asked(request, 'page')) : 1,
      maySend: isPermitted(staff.role, 'outbox.send'),
      again: /^\d{1,9}$/.test(asked(request, 'again')) ? Number(asked(request, 'again')) : null,
    };
    const found = await searchOutbox(system.database.reader, {
      ...wanted,
      sites: wanted.site !== null ? [wanted.site] : sitesOf(staff),
      perPage: format === null ? messagesPerPage : mostLines,
    });
    const context = pageContext(request);
    if (format === null)
      return renderPage(response, listPage, outboxView(found, wanted, sites, context, catalogue));
    const { state, site, text } = wanted;
    await sendList(system, request, response, {
      list: 'outbox',
      subject: site ?? 'all',
      format,
      table: outboxTable(found, context, catalogue),
      search: { state, searched: text !== '' },
    });
  };
}

/** Of whose messages they see; empty: all. */
function sitesOf({ role, sites }: StaffMember): readonly string[] {
  return role === 'administrator' || role === 'auditor' ? [] : sites;
}

const allAgain = z.object({ q: z.string().max(100).default(''), site: z.string().max(40).default('') });

function sendAll(system: OutboxSystem) {
  return async (request: Request, response: Response): Promise<void> => {
    const staff = currentStaff(request);
    const { q: text, site } = allAgain.parse(request.body ?? {});
    const sites = site !== '' && mayWorkAt(staff, site) ? [site] : sitesOf(staff);
    const count = await sendAllAgain(system, { text, sites }, by(request, staff));
    const query = { q: text || undefined, site: site || undefined, again: count };
    response.redirect(303, withQuery(paths.admin.outbox(), query));
  };
}

function showMessage(system: OutboxSystem) {
  return async (request: Request, response: Response): Promise<void> => {
    const read = await readMessage(system, request);
    if (read === null) return renderErrorPage(response, 404);
    const staff = currentStaff(request);
    await recordAudit(system, {
      ...by(request, staff),
      action: 'message.read',
      subject: read.message.id,
      before: null,
      after: null,
      result: 'done',
    });
    const { locale } = pageContext(request);
    const view = outboxMessageView(read.message, read.mail, {
      locale,
      catalogue: await system.catalogue(),
      maySend: isPermitted(staff.role, 'outbox.send'),
      sentAgain: request.query['again'] === '1' && read.message.state !== 'dead',
    });
    renderPage(response, messagePage, view);
  };
}

function sendAgain(system: OutboxSystem) {
  return async (request: Request, response: Response): Promise<void> => {
    const id = String(request.params['id']);
    const staff = currentStaff(request);
    const message = await findMessage(system.database.reader, id);
    if (message === null || !isTheirs(message, staff)) return renderErrorPage(response, 404);
    // when somebody else was quicker, the page says how the message stands now
    await sendMessageAgain(system, id, by(request, staff));
    response.redirect(303, withQuery(paths.admin.item(outboxSection, id), { again: '1' }));
  };
}

interface ReadMessage {
  readonly message: StoredMessage;
  /** null: a message that can no longer be said in words is no reason to show nothing */
  readonly mail: ReadableMail | null;
}

async function readMessage(system: OutboxSystem, request: Request): Promise<ReadMessage | null> {
  const id = String(request.params['id']);
  const message = await findMessage(system.database.reader, id);
  if (message === null || !isTheirs(message, currentStaff(request))) return null;
  try {
    return { message, mail: await system.mailbox.read(id) };
  } catch (error) {
    system.log.error({ err: error, message: id }, 'a message cannot be read');
    return { message, mail: null };
  }
}

function isTheirs(message: StoredMessage, staff: StaffMember): boolean {
  return message.site === null || mayWorkAt(staff, message.site);
}

function by(
  request: Request,
  staff: StaffMember,
): { readonly actor: string; readonly address: string | null } {
  return { actor: `staff:${staff.id}`, address: request.ip ?? null };
}

const { outbox, outboxFile, item, act } = paths.admin;
const readsOne = staffOfSite('outbox.read');

/** The outbox for whoever may read it. */
export const outboxPages: readonly DeclaredPage<OutboxSystem>[] = [
  {
    path: outbox(),
    audience: staff('outbox.read'),
    get: showList,
    menu: { under: 'daily', text: 'settings.menu.outbox' },
  },
  { path: item('outbox', 'send-again'), audience: staff('outbox.send'), post: sendAll },
  { path: item('outbox', ':id'), audience: readsOne, get: showMessage, bothLanguages: true },
  { path: act('outbox', ':id', 'html'), audience: readsOne, get: showHtml, answers: 'file' },
  { path: outboxFile(':id', ':position'), audience: readsOne, get: showFile, answers: 'file' },
  { path: act('outbox', ':id', 'send-again'), audience: staffOfSite('outbox.send'), post: sendAgain },
];
