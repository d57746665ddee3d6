import type { Request, RequestHandler, Response } from 'express';
import { currentCase } from '../../../actions/agency/change-case.ts';
import { readDocument } from '../../../actions/agency/read-document.ts';
import { reviewCase } from '../../../actions/agency/review-case.ts';
import type { System } from '../../../actions/system.ts';
import type { StaffCommand } from '../../../domain/agency/decide-agency.ts';
import { checklistFor } from '../../../domain/catalogue/checklist.ts';
import type { MessageTemplate } from '../../../domain/message/message.ts';
import type { Refusal } from '../../../domain/outcome.ts';
import { agencyHistory } from '../../../store/agency/agency-query.ts';
import { materialName } from '../../agency/case-lines.ts';
import { sendDocument } from '../../agency/send-document.ts';
import { problemStatus } from '../../api/problem-status.ts';
import { staff, staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { asked, parameter } from '../../request/asked.ts';
import { typed } from '../../request/typed.ts';
import { adminPage } from '../admin-page.ts';
import { actorNames } from '../audit/actor-names.ts';
import { atBooking, type BookingPlace } from '../day/day-place.ts';
import { doneSentence } from '../done-sentence.ts';
import { listPage } from '../list/list-page.ts';
import { caseList } from './case-list.ts';
import { type CaseView, caseView, type RefusedReview } from './case-view.ts';

const casePage = adminPage<CaseView>('admin/agency/case', (view, { t }) =>
  t('agency.admin.caseTitle', { reference: view.line.reference }),
);

function showCase(system: System): RequestHandler {
  return atBooking(system, (place, request, response) => render(system, place, request, response, null));
}

async function render(
  system: System,
  place: BookingPlace,
  request: Request,
  response: Response,
  refused: RefusedReview | null,
): Promise<void> {
  const { booking, catalogue, page } = place;
  const { reader } = system.database;
  const [agency, events] = await Promise.all([
    currentCase(reader, booking, catalogue, page.now),
    agencyHistory(reader, booking.id),
  ]);
  if (booking.handling !== 'online_agency' && events.length === 0) return renderErrorPage(response, 404);
  const actors = events.map(({ actor }) => actor);
  const verb = asked(request, 'done');
  const said = { key: `agency.admin.done.${verb}`, template: written.get(verb) };
  const found = {
    agency,
    events,
    checklist: checklistFor(catalogue, booking.site, booking.services, booking.answers),
    named: await actorNames(system, actors, page.locale),
    done: refused === null ? await doneSentence(system, place, said) : null,
  };
  renderPage(response, casePage, caseView(place, found, refused));
}

/** What each of these acts writes to the enterprise; the others write nothing. */
const written: ReadonlyMap<string, MessageTemplate> = new Map([
  ['return-document', 'document_returned'],
  ['accept', 'document_accepted'],
  ['ready', 'ready_for_collection'],
  ['send', 'sent_by_office'],
]);

function download(system: System): RequestHandler {
  return atBooking(system, async ({ booking, catalogue, staff, page }, request, response) => {
    const item = parameter(request, 'item');
    const found = await readDocument(system, booking, item, staff);
    if (found === null) renderErrorPage(response, 404);
    else await sendDocument(response, found, booking.reference, materialName(catalogue, item, page));
  });
}

function act(system: System): RequestHandler {
  return atBooking(system, async (place, request, response) => {
    const verb = parameter(request, 'verb');
    const { body } = request;
    const command = commandOf(verb, body);
    if (command === null) return renderErrorPage(response, 404);
    const outcome = await reviewCase(system, place.booking, command, place.staff);
    if (outcome.ok) {
      const own = paths.admin.item('agency', place.booking.reference);
      const line = 'item' in command ? `#line-${encodeURIComponent(command.item)}` : '';
      response.redirect(303, `${withQuery(own, { done: verb })}${line}`);
      return;
    }
    response.status(problemStatus[outcome.code]);
    const error = sentenceOf(outcome, verb, place);
    const text = typed(body, verb === 'return-document' ? 'reason' : 'note');
    await render(system, place, request, response, { verb, item: typed(body, 'item'), text, error });
  });
}

function sentenceOf({ code }: Refusal, verb: string, { page: { t } }: BookingPlace): string {
  if (code !== 'invalid_input') return t(`refusal.${code}`);
  return t(verb === 'send' ? 'agency.admin.noteWrong' : 'agency.admin.textTooLong');
}

/** Null: no such form, or without the revision that every form of the page carries. */
function commandOf(verb: string, body: unknown): StaffCommand | null {
  const shown = typed(body, 'revision');
  if (!/^\d{1,9}$/.test(shown)) return null;
  const revision = Number(shown);
  const item = typed(body, 'item');
  const note = typed(body, 'note').trim();
  switch (verb) {
    case 'accept-document':
      return { type: 'accept_document', item, revision };
    case 'return-document':
      return { type: 'return_document', item, reason: typed(body, 'reason'), revision };
    case 'receive-item':
      return { type: 'receive_item', item, revision };
    case 'ready':
    case 'send':
      return { type: verb, note: note === '' ? null : note, revision };
    case 'accept':
    case 'close':
      return { type: verb, revision };
    default:
      return null;
  }
}

const { section, item, agencyDocument, act: actOf } = paths.admin;
const readsOne = staffOfSite('booking.read');

/** Where staff review what enterprises have uploaded. */
export const agencyReviewPages: readonly DeclaredPage<System>[] = [
  {
    path: section('agency'),
    audience: staff('booking.read'),
    ...listPage(caseList),
    menu: { under: 'daily', text: 'agency.admin.title' },
  },
  { path: item('agency', ':reference'), audience: readsOne, get: showCase },
  { path: agencyDocument(':reference', ':item'), audience: readsOne, get: download, answers: 'file' },
  {
    path: actOf('agency', ':reference', ':verb'),
    audience: staffOfSite('booking.change'),
    post: act,
  },
];
