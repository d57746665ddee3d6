import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { sendAllAgain, sendMessageAgain } from '../../actions/message/send-again.ts';
import { recordAudit } from '../../actions/record-audit.ts';
import { localDate } from '../../domain/calendar/local-time.ts';
import type { ReadableMail } from '../../domain/message/mailbox.ts';
import { isPermitted, mayWorkAt, type StaffMember } from '../../domain/staff/permissions.ts';
import { costsOf } from '../../store/message/channel-cost-query.ts';
import { findMessage, type StoredMessage } from '../../store/message/outbox-query.ts';
import { staff, staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import { asked, parameter } from '../request/asked.ts';
import { adminPage } from './admin-page.ts';
import { type CostView, costView } from './channels/cost-view.ts';
import type { ListView } from './list/list-view.ts';
import { showList } from './list/show-list.ts';
import { messageFile, messageHtml } from './outbox-content.ts';
import { outboxList, sitesSeen } from './outbox-list.ts';
import type { OutboxSystem } from './outbox-system.ts';
import { type OutboxMessageView, outboxMessageView, outboxSection } from './outbox-view.ts';

export interface OutboxView {
  readonly list: ListView;
  /** all that failed, to be sent again at once; null: not asked for, or not theirs to send */
  readonly again: {
    readonly action: string;
    readonly label: string;
    readonly text: string;
    readonly site: string;
  } | null;
  /** of this month, of all sites that are theirs; null: nothing */
  readonly costs: CostView | null;
  /** what came of that; null: nothing was done */
  readonly sentAgain: string | null;
}

const outboxPage = adminPage<OutboxView>('admin/outbox', (_view, { t }) => t('mail.outbox.title'));

const messagePage = adminPage<OutboxMessageView>(
  'admin/outbox-message',
  ({ subject, about }) => subject ?? about,
);

function showHtml(system: OutboxSystem): RequestHandler {
  return async (request, response) => {
    const read = await readMessage(system, request);
    if (!read?.mail) return renderErrorPage(response, 404);
    await noteReading(system, request, read.message, 'html');
    messageHtml(response, read.mail);
  };
}

function showFile(system: OutboxSystem): RequestHandler {
  return async (request, response) => {
    const read = await readMessage(system, request);
    const file = read?.mail?.files[Number(request.params['position'])];
    if (read === null || file === undefined) return renderErrorPage(response, 404);
    await noteReading(system, request, read.message, file.name);
    messageFile(response, file);
  };
}

function showOutbox(system: OutboxSystem) {
  return async (request: Request, response: Response): Promise<void> => {
    const shown = await showList(outboxList, system, request, response);
    if (shown === null) return;
    const { list, filters, context } = shown;
    const { t } = context.page;
    const maySend = isPermitted(context.staff.role, 'outbox.send');
    const again = asked(request, 'again');
    const month = localDate(context.page.now, 'Asia/Shanghai').slice(0, 7);
    const costs = await costsOf(system.database.reader, month, sitesSeen(context.staff));
    renderPage(response, outboxPage, {
      list,
      costs: costView(month, costs, t),
      again:
        filters.state === 'dead' && maySend && list.total > 0
          ? {
              action: paths.admin.item(outboxSection, 'send-again'),
              label: t('mail.outbox.againAll', { total: list.total }),
              text: filters.q,
              site: filters.site,
            }
          : null,
      sentAgain: /^\d{1,9}$/.test(again) ? t('mail.outbox.againAllDone', { total: Number(again) }) : null,
    });
  };
}

const allAgain = z.object({ q: z.string().max(100).default(''), site: z.string().max(40).default('') });

function sendAll(system: OutboxSystem) {
  return async (request: Request, response: Response): Promise<void> => {
    const staff = currentStaff(request);
    const asked = allAgain.safeParse(request.body ?? {});
    // never read as "everything"
    if (!asked.success) return renderErrorPage(response, 422, 'invalid_input');
    const { q: text, site } = asked.data;
    const sites = site !== '' && mayWorkAt(staff, site) ? [site] : sitesSeen(staff);
    const count = await sendAllAgain(system, { text, sites }, staff);
    const query = { q: text || undefined, site: site || undefined, again: count };
    response.redirect(303, withQuery(paths.admin.outbox(), query));
  };
}

function showMessage(system: OutboxSystem) {
  return async (request: Request, response: Response): Promise<void> => {
    const read = await readMessage(system, request);
    if (read === null) return renderErrorPage(response, 404);
    const staff = currentStaff(request);
    await noteReading(system, request, read.message, null);
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
    const id = parameter(request, 'id');
    const staff = currentStaff(request);
    const message = await findMessage(system.database.reader, id);
    if (message === null || !isTheirs(message, staff)) return renderErrorPage(response, 404);
    // when somebody else was quicker, the page says how the message stands now
    await sendMessageAgain(system, id, staff);
    response.redirect(303, withQuery(paths.admin.item(outboxSection, id), { again: '1' }));
  };
}

/** `part`: what of it, null: the page. Each is asked for by an address of its own. */
async function noteReading(
  system: OutboxSystem,
  request: Request,
  { id }: StoredMessage,
  part: string | null,
): Promise<void> {
  await recordAudit(system, {
    actor: currentStaff(request),
    action: 'message.read',
    subject: id,
    before: null,
    after: part === null ? null : { part },
    result: 'done',
  });
}

interface ReadMessage {
  readonly message: StoredMessage;
  /** null: a message that can no longer be said in words is no reason to show nothing */
  readonly mail: ReadableMail | null;
}

async function readMessage(system: OutboxSystem, request: Request): Promise<ReadMessage | null> {
  const id = parameter(request, 'id');
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

const { outbox, outboxFile, item, act } = paths.admin;
const readsOne = staffOfSite('outbox.read');

/** The outbox for whoever may read it. */
export const outboxPages: readonly DeclaredPage<OutboxSystem>[] = [
  {
    path: outbox(),
    audience: staff('outbox.read'),
    get: showOutbox,
    lists: [outboxList],
    menu: { under: 'daily', text: 'settings.menu.outbox' },
  },
  { path: item('outbox', 'send-again'), audience: staff('outbox.send'), post: sendAll },
  { path: item('outbox', ':id'), audience: readsOne, get: showMessage, bothLanguages: true },
  { path: act('outbox', ':id', 'html'), audience: readsOne, get: showHtml, answers: 'file' },
  { path: outboxFile(':id', ':position'), audience: readsOne, get: showFile, answers: 'file' },
  { path: act('outbox', ':id', 'send-again'), audience: staffOfSite('outbox.send'), post: sendAgain },
];
