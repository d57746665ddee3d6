import { type AgencyCase, awaited, unfinished } from '../../../domain/agency/agency-case.ts';
import { type AgencyFactType, agencyTable } from '../../../domain/agency/agency-states.ts';
import type { AgencyVisit } from '../../../domain/agency/decide-agency.ts';
import { cameToNothing } from '../../../domain/booking/booking-states.ts';
import type { Checklist } from '../../../domain/catalogue/checklist.ts';
import type { Who } from '../../../domain/staff/actor.ts';
import type { AgencyEvent } from '../../../store/agency/agency-query.ts';
import {
  caseTags,
  type DocumentLine,
  documentLines,
  type HistoryLine,
  historyLines,
} from '../../agency/case-lines.ts';
import { formatting } from '../../formatting.ts';
import { paths } from '../../paths.ts';
import { type BookingLine, bookingLine } from '../day/booking-lines.ts';
import { type BookingPlace, daySection } from '../day/day-place.ts';

export interface ReviewLine extends DocumentLine {
  readonly accept: boolean;
  readonly giveBack: boolean;
  readonly receive: boolean;
  /** what was typed as a reason when the form was refused */
  readonly typed: string;
  readonly error: string | null;
}

export interface CaseView {
  readonly line: BookingLine;
  readonly back: string;
  readonly bookingHref: string;
  readonly when: string;
  readonly stateText: string;
  readonly stateHelp: string;
  readonly tag: string;
  readonly since: string;
  readonly revision: number;
  readonly handling: string | null;
  readonly note: string | null;
  readonly documents: readonly ReviewLine[];
  readonly things: readonly ReviewLine[];
  /** where the form of a verb goes */
  readonly act: (verb: string) => string;
  readonly acts: {
    readonly accept: boolean;
    readonly ready: boolean;
    readonly send: boolean;
    readonly close: boolean;
  };
  /** why it cannot be finished yet */
  readonly waiting: string | null;
  readonly typedNote: string;
  readonly noteError: string | null;
  readonly done: string | null;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly history: readonly HistoryLine[];
}

/** A form that was refused: what it was about, what was typed, why. */
export interface RefusedReview {
  readonly verb: string;
  readonly item: string;
  readonly text: string;
  readonly error: string;
}

export interface CaseFound {
  readonly agency: AgencyCase;
  readonly checklist: Checklist;
  readonly events: readonly AgencyEvent[];
  readonly named: (actor: Who) => string;
  readonly done: string | null;
}

/** One case for whoever reviews it: the materials, what can be done now, and what has been done. */
export function caseView(place: BookingPlace, found: CaseFound, refused: RefusedReview | null): CaseView {
  const { booking, site, catalogue, page } = place;
  const { agency } = found;
  const { t, locale } = page;
  const { dayTime } = formatting(locale, site.timeZone);
  const context = { agency, checklist: found.checklist, catalogue, site, page };
  const lines = documentLines(context, (item) => paths.admin.agencyDocument(booking.reference, item)).map(
    (line) => reviewLine(line, place, agency, refused),
  );
  const open = isOpen(booking) && place.mayChange;
  const may = (type: AgencyFactType): boolean => open && agencyTable.case[agency.state][type] !== undefined;
  const complete = awaited(agency).length === 0;
  const noteError = refused !== null && (refused.verb === 'send' || refused.verb === 'ready');
  return {
    line: bookingLine(booking, site, catalogue, page),
    back: paths.admin.section('agency'),
    bookingHref: paths.admin.item(daySection, booking.reference),
    when: dayTime(booking.start),
    stateText: t(`agency.state.${agency.state}`),
    stateHelp: t(`agency.admin.help.${agency.state}`),
    tag: caseTags[agency.state],
    since: dayTime(agency.since),
    revision: agency.revision,
    handling: booking.handling === 'online_agency' ? null : t('agency.admin.notChosen'),
    note: agency.note,
    documents: lines.filter(({ physical }) => !physical),
    things: lines.filter(({ physical }) => physical),
    act: (verb) => paths.admin.act('agency', booking.reference, verb),
    acts: {
      accept: may('accepted') && unfinished(agency).length === 0,
      ready: may('ready') && complete,
      send: may('sent') && complete,
      close: may('closed'),
    },
    waiting: may('ready') && !complete ? t('agency.admin.waiting') : null,
    typedNote: noteError ? refused.text : '',
    noteError: noteError ? refused.error : null,
    done: found.done,
    errors: errorsOf(refused),
    history: historyLines(found.events, place, found.named),
  };
}

function isOpen({ handling, state }: AgencyVisit): boolean {
  return handling === 'online_agency' && !cameToNothing(state);
}

function reviewLine(
  line: DocumentLine,
  { booking, mayChange }: BookingPlace,
  agency: AgencyCase,
  refused: RefusedReview | null,
): ReviewLine {
  const may = (type: AgencyFactType, physical: boolean): boolean =>
    mayChange &&
    isOpen(booking) &&
    line.physical === physical &&
    agencyTable.case[agency.state][type] !== undefined &&
    agencyTable.document[line.state][type] !== undefined;
  const wrong = refused !== null && refused.item === line.item;
  return {
    ...line,
    accept: may('document_accepted', false),
    giveBack: may('document_returned', false),
    receive: may('item_received', true),
    typed: wrong ? refused.text : '',
    error: wrong ? refused.error : null,
  };
}

function errorsOf(refused: RefusedReview | null): CaseView['errors'] {
  if (refused === null) return [];
  const { verb, item, error } = refused;
  const field = verb === 'return-document' ? `reason-${item}` : item === '' ? 'acts' : `line-${item}`;
  return [{ field, message: error }];
}
