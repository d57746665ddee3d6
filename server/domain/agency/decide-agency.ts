import type { Booking } from '../booking/booking.ts';
import { cameToNothing, isActive } from '../booking/booking-states.ts';
import { accept, type Outcome, type Refusal, refuse } from '../outcome.ts';
import {
  type AgencyCase,
  type AgencyDocument,
  awaited,
  type UploadedFile,
  unfinished,
} from './agency-case.ts';
import { type AgencyFactType, agencyTable } from './agency-states.ts';
import type { AgencyFact } from './evolve-agency.ts';

export type HolderCommand =
  | { readonly type: 'upload'; readonly item: string; readonly file: UploadedFile }
  | { readonly type: 'remove'; readonly item: string }
  | { readonly type: 'submit' };

/** `revision`: of the case that the member of staff has seen. */
export type StaffCommand = { readonly revision: number } & (
  | { readonly type: 'accept_document' | 'receive_item'; readonly item: string }
  | { readonly type: 'return_document'; readonly item: string; readonly reason: string }
  | { readonly type: 'ready' | 'send'; readonly note: string | null }
  | { readonly type: 'accept' | 'close' }
);

export type AgencyCommand = HolderCommand | StaffCommand;

const longestReason = 300;

/** What of its booking a decision about a case looks at. */
export type AgencyVisit = Pick<Booking, 'state' | 'handling'>;

type Facts = Outcome<readonly AgencyFact[]>;

/**
 * What a command makes of a case, at `now` (epoch ms). What is so already is accepted and changes nothing, so that a form sent twice is
 * not refused. Refuses with agency_not_chosen, not_active, stale_form, agency_wrong_state, unknown_document, reason_required,
 * documents_missing, items_awaited, invalid_input.
 */
export function decideAgency(
  agency: AgencyCase,
  visit: AgencyVisit,
  command: AgencyCommand,
  now: number,
): Facts {
  const closed = unlessOpen(visit, command);
  if (closed !== null) return closed;
  if (isSoAlready(agency, command)) return accept([]);
  if ('revision' in command && command.revision !== agency.revision) return refuse('stale_form');
  switch (command.type) {
    case 'upload':
      return aboutDocument(agency, command.item, false, {
        type: 'uploaded',
        item: command.item,
        file: command.file,
        at: now,
      });
    case 'remove':
      return aboutDocument(agency, command.item, false, { type: 'removed', item: command.item, at: now });
    case 'accept_document':
      return aboutDocument(agency, command.item, false, {
        type: 'document_accepted',
        item: command.item,
        at: now,
      });
    case 'return_document':
      return decideReturn(agency, command.item, command.reason.trim(), now);
    case 'receive_item':
      return aboutDocument(agency, command.item, true, {
        type: 'item_received',
        item: command.item,
        at: now,
      });
    case 'submit':
      return aboutCase(agency, { type: 'submitted', at: now }, missing(agency));
    case 'accept':
      return decideAccept(agency, now);
    case 'ready':
      return handOver(agency, { type: 'ready', note: command.note, at: now });
    case 'send':
      return handOver(agency, { type: 'sent', note: command.note, at: now });
    case 'close':
      return aboutCase(agency, { type: 'closed', at: now }, null);
  }
}

function unlessOpen({ state, handling }: AgencyVisit, command: AgencyCommand): Refusal | null {
  if (handling !== 'online_agency') return refuse('agency_not_chosen');
  const over = 'revision' in command ? cameToNothing(state) : !isActive(state);
  return over ? refuse('not_active', { state }) : null;
}

function isSoAlready(agency: AgencyCase, command: AgencyCommand): boolean {
  const document = 'item' in command ? find(agency, command.item) : undefined;
  switch (command.type) {
    case 'upload':
      // the same file again, once it has been accepted or lies there: nothing is gained by keeping it twice
      return document?.state === 'uploaded' && document.file?.sha256 === command.file.sha256;
    case 'remove':
      return document?.state === 'missing';
    case 'submit':
      return agency.state === 'submitted';
    case 'accept_document':
      return document?.state === 'accepted' && !document.physical;
    case 'receive_item':
      return document?.state === 'accepted' && document.physical;
    case 'return_document':
      return document?.state === 'returned' && document.reason === command.reason.trim();
    case 'accept':
      return agency.state === 'accepted';
    case 'ready':
      return agency.state === 'ready' && agency.note === command.note;
    case 'send':
      return agency.state === 'sent' && agency.note === command.note;
    case 'close':
      return agency.state === 'closed';
  }
}

function find(agency: AgencyCase, item: string): AgencyDocument | undefined {
  return agency.documents.find((document) => document.item === item);
}

function may(agency: AgencyCase, type: AgencyFactType, document?: AgencyDocument): Refusal | null {
  const step = agencyTable.case[agency.state][type] !== undefined;
  const its = document === undefined || agencyTable.document[document.state][type] !== undefined;
  return step && its ? null : refuse('agency_wrong_state', { state: agency.state });
}

function aboutDocument(agency: AgencyCase, item: string, physical: boolean, fact: AgencyFact): Facts {
  const document = find(agency, item);
  if (document === undefined || document.physical !== physical) return refuse('unknown_document', { item });
  return may(agency, fact.type, document) ?? accept([fact]);
}

function decideReturn(agency: AgencyCase, item: string, reason: string, now: number): Facts {
  const decided = aboutDocument(agency, item, false, { type: 'document_returned', item, reason, at: now });
  if (!decided.ok) return decided;
  if (reason === '') return refuse('reason_required', { item });
  return reason.length > longestReason ? refuse('invalid_input', { item }) : decided;
}

function aboutCase(agency: AgencyCase, fact: AgencyFact, because: Refusal | null): Facts {
  return may(agency, fact.type) ?? because ?? accept([fact]);
}

/** Accepts the whole: what lies there undecided is accepted with it. */
function decideAccept(agency: AgencyCase, now: number): Facts {
  const decided = aboutCase(agency, { type: 'accepted', at: now }, missing(agency));
  if (!decided.ok) return decided;
  const rest = agency.documents.filter(({ state }) => state === 'uploaded');
  const accepted = rest.map(({ item }): AgencyFact => ({ type: 'document_accepted', item, at: now }));
  return accept([...accepted, ...decided.value]);
}

/** Who waits for a parcel must know with whom and under which number it was sent. */
function handOver(agency: AgencyCase, fact: Extract<AgencyFact, { note: string | null }>): Facts {
  const decided = aboutCase(agency, fact, waiting(agency));
  if (!decided.ok) return decided;
  const wrong = (fact.type === 'sent' && fact.note === null) || (fact.note ?? '').length > longestReason;
  return wrong ? refuse('invalid_input', { field: 'note' }) : decided;
}

function missing(agency: AgencyCase): Refusal | null {
  const left = unfinished(agency);
  return left.length === 0 ? null : refuse('documents_missing', { count: left.length });
}

function waiting(agency: AgencyCase): Refusal | null {
  const left = awaited(agency);
  return left.length === 0 ? null : refuse('items_awaited', { count: left.length });
}
