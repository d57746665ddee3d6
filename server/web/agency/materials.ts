import type { Request, RequestHandler, Response } from 'express';
import { arrivals } from '../../actions/agency/arrivals.ts';
import { changeCase, currentCase } from '../../actions/agency/change-case.ts';
import { dropFiles } from '../../actions/agency/drop-files.ts';
import { readDocument } from '../../actions/agency/read-document.ts';
import { agreeToUpload, takeUploadConsentBack, uploadAsAgreed } from '../../actions/agency/upload-consent.ts';
import type { ArrivedFile } from '../../actions/agency/upload-document.ts';
import type { System } from '../../actions/system.ts';
import type { HolderCommand } from '../../domain/agency/decide-agency.ts';
import { accept, type Outcome } from '../../domain/outcome.ts';
import { theHolder } from '../../domain/staff/actor.ts';
import { agencyHistory } from '../../store/agency/agency-query.ts';
import { uploadConsentOf } from '../../store/agency/upload-consent-query.ts';
import { problemStatus } from '../api/problem-status.ts';
import { hearsOf } from '../booking/hears-of.ts';
import { type Held, holderPage } from '../booking/holder-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { paths, withQuery } from '../paths.ts';
import { type Page, renderPage } from '../render-page.ts';
import { materialName } from './case-lines.ts';
import { type FailedForm, type MaterialsView, materialsView } from './materials-view.ts';
import { discardFile, fileReceiver } from './receive-file.ts';
import { sendDocument } from './send-document.ts';

type Handler = RequestHandler<{ reference: string }>;
type Answer = (held: Held, request: Request<{ reference: string }>, response: Response) => Promise<void>;

const page: Page<MaterialsView> = {
  template: 'agency/materials',
  layout: 'public',
  title: (view, { t }) =>
    t('common.titleEnd', { title: t(view.submit === null ? 'agency.progressTitle' : 'agency.title') }),
  scripts: ['agency.js'],
};

/** For holders whose visit the branch handles; others are led back to where that is chosen. */
function agencyPage(system: System, answer: Answer): Handler {
  return holderPage(system, async (held, request, response) => {
    const { handling, reference } = held.booking;
    if (handling === 'online_agency') await answer(held, request, response);
    else response.redirect(303, `${paths.booking.show(reference)}#handling`);
  });
}

async function render(
  system: System,
  held: Held,
  response: Response,
  done: unknown,
  failed: FailedForm | null,
): Promise<void> {
  const { reader } = system.database;
  const agency = await currentCase(reader, held.booking, held.catalogue, held.page.now);
  const events = await agencyHistory(reader, held.booking.id);
  const consent = await uploadConsentOf(system.database.writer, held.booking.id);
  const heard = await hearsOf(system, held.booking);
  if (failed !== null) response.status(failed.item === null ? 409 : problemStatus[failed.refusal.code]);
  renderPage(response, page, materialsView(held, { agency, events, consent, done, failed, heard }));
}

export function showMaterials(system: System): Handler {
  return agencyPage(system, (held, request, response) =>
    render(system, held, response, request.query['done'], null),
  );
}

/** Back to the page at the line, so that a refresh repeats nothing; or the page with what is wrong. */
async function follow(
  system: System,
  held: Held,
  response: Response,
  outcome: Outcome<unknown>,
  { done, item }: { readonly done: string; readonly item: string | null },
): Promise<void> {
  if (!outcome.ok) return render(system, held, response, null, { item, refusal: outcome });
  const back = withQuery(paths.booking.materials(held.booking.reference), { done });
  response.redirect(303, item === null ? back : `${back}#line-${encodeURIComponent(item)}`);
}

export function upload(system: System): Handler {
  const receiveFile = fileReceiver(arrivals(system.config));
  return agencyPage(system, async (held, request, response) => {
    const item = itemOf(request);
    const received = await receiveFile(request as Request, response);
    const outcome = received.ok ? await keep(system, held, item, received.value) : received;
    await follow(system, held, response, outcome, { done: 'uploaded', item });
  });
}

async function keep(
  system: System,
  { booking }: Held,
  item: string,
  arrived: ArrivedFile,
): Promise<Outcome<unknown>> {
  try {
    return await uploadAsAgreed(system, booking, item, arrived);
  } finally {
    await discardFile(arrived);
  }
}

function command(
  system: System,
  make: (item: string) => HolderCommand,
  done: string,
  line: boolean,
): Handler {
  return agencyPage(system, async (held, request, response) => {
    const item = itemOf(request);
    const by = { actor: theHolder, audit: null };
    const outcome = await changeCase(system, held.booking, make(item), by);
    if (outcome.ok) await dropFiles(system, outcome.value.dropped);
    await follow(system, held, response, outcome, { done, item: line ? item : null });
  });
}

/** Agrees that documents are uploaded, or takes that back. */
export function answerConsent(system: System): Handler {
  return agencyPage(system, async (held, request, response) => {
    const { agree, withdraw } = (request.body ?? {}) as { agree?: unknown; withdraw?: unknown };
    const taken = withdraw !== undefined;
    if (taken) await takeUploadConsentBack(system, held.booking);
    const outcome = taken ? accept(null) : await agreeToUpload(system, held.booking, agree);
    await follow(system, held, response, outcome, { done: taken ? 'withdrawn' : 'agreed', item: null });
  });
}

export function removeDocument(system: System): Handler {
  return command(system, (item) => ({ type: 'remove', item }), 'removed', true);
}

export function submitMaterials(system: System): Handler {
  return command(system, () => ({ type: 'submit' }), 'submitted', false);
}

/** What the holder has uploaded, for as long as they hold the booking, whatever way it is handled now. */
export function downloadDocument(system: System): Handler {
  return holderPage(system, async ({ booking, catalogue, page: context }, request, response) => {
    const item = itemOf(request);
    const found = await readDocument(system, booking, item, null);
    if (found === null) renderErrorPage(response, 404);
    else await sendDocument(response, found, booking.reference, materialName(catalogue, item, context));
  });
}

function itemOf(request: Request<{ reference: string }>): string {
  const { item } = request.params as { item?: string };
  return item ?? '';
}
