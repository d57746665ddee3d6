import { type AgencyCase, unfinished } from '../../domain/agency/agency-case.ts';
import { agencyTable, type CaseState } from '../../domain/agency/agency-states.ts';
import { isActive } from '../../domain/booking/booking-states.ts';
import { isPostalAddress } from '../../domain/catalogue/postal-address.ts';
import type { Refusal } from '../../domain/outcome.ts';
import type { AgencyEvent } from '../../store/agency/agency-query.ts';
import type { UploadConsent } from '../../store/agency/upload-consent-query.ts';
import type { Heard } from '../booking/hears-of.ts';
import type { Held } from '../booking/holder-page.ts';
import { formatting } from '../formatting.ts';
import { paths, withQuery } from '../paths.ts';
import { refusalText } from '../refusal-text.ts';
import { caseHelp } from './case-help.ts';
import { caseTags, type DocumentLine, documentLines, type HistoryLine, historyLines } from './case-lines.ts';
import { type ConsentView, consentView } from './consent-view.ts';

export interface MaterialLine extends DocumentLine {
  /** null: nothing can be uploaded here now */
  readonly upload: string | null;
  readonly removal: string | null;
  readonly error: string | null;
}

/** What the page shows of a case. */
export interface ShownCase {
  readonly agency: AgencyCase;
  readonly events: readonly AgencyEvent[];
  readonly consent: UploadConsent | null;
  /** what was just done */
  readonly done: unknown;
  readonly failed: FailedForm | null;
  /** whether a message reaches whoever booked */
  readonly heard: Heard;
}

export interface MaterialsView {
  readonly reference: string;
  readonly back: string;
  readonly state: CaseState;
  readonly stateText: string;
  readonly stateHelp: string;
  readonly tag: string;
  readonly notice: string | null;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly consent: ConsentView;
  readonly documents: readonly MaterialLine[];
  readonly things: readonly DocumentLine[];
  readonly thingsTitle: string;
  readonly thingsText: string;
  readonly progress: string;
  /** null: not the enterprise's turn */
  readonly submit: string | null;
  readonly submitText: string;
  /** nothing is missing any more: then it is the one thing to do */
  readonly complete: boolean;
  readonly note: string | null;
  readonly appointment: string;
  readonly history: readonly HistoryLine[];
}

/** What went wrong with a form of the page; `item` null: with the whole. */
export interface FailedForm {
  readonly item: string | null;
  readonly refusal: Refusal;
}

const announced = ['uploaded', 'removed', 'submitted', 'agreed', 'withdrawn'] as const;

/** The page on which the holder uploads: a line for each material, what has become of it, and what to do next. */
export function materialsView(
  held: Held,
  { agency, events, consent, done, failed, heard }: ShownCase,
): MaterialsView {
  const { booking, site, page } = held;
  const { t, locale } = page;
  const { reference } = booking;
  const lines = documentLines({ ...held, agency }, (item) => paths.booking.document(reference, item));
  const documents = lines
    .filter(({ physical }) => !physical)
    .map((line) => materialLine(line, held, agency, failed))
    .map((line) => (consent === null ? { ...line, upload: null } : line));
  const format = formatting(locale, site.timeZone);
  const doneNow = announced.find((one) => one === done);
  const left = unfinished(agency).length;
  return {
    reference,
    back: `${paths.booking.show(reference)}#handling`,
    state: agency.state,
    stateText: t(`agency.state.${agency.state}`),
    stateHelp: caseHelp(agency, heard, t),
    tag: caseTags[agency.state],
    notice: doneNow === undefined || failed !== null ? null : t(`agency.done.${doneNow}`),
    errors: errorsOf(documents, failed, held),
    consent: consentView(held, consent, maySubmit(held, agency)),
    documents,
    things: lines.filter(({ physical }) => physical),
    ...thingsOf(held),
    progress: t('agency.progress', { done: documents.length - left, all: documents.length }),
    submit: maySubmit(held, agency) ? paths.booking.materials(reference) : null,
    complete: left === 0,
    submitText: t(left === 0 ? 'agency.submitReady' : 'agency.submitNotYet', { left }),
    note: agency.note,
    appointment: t('agency.appointment', { when: format.dayTime(booking.start), site: site.name[locale] }),
    history: historyLines(events, held, (actor) =>
      t(actor.kind === 'holder' ? 'agency.by.holder' : 'agency.by.branch'),
    ),
  };
}

/** Where no address is known to which things could be sent, none is offered: they are brought, and the office is asked. */
function thingsOf({ site, booking, page }: Held): Pick<MaterialsView, 'thingsTitle' | 'thingsText'> {
  const { t, locale } = page;
  const { reference } = booking;
  const name = site.name[locale];
  if (isPostalAddress(site.address)) {
    const at = [name, site.address?.[locale]].filter(Boolean).join(locale === 'en' ? ', ' : '，');
    return { thingsTitle: t('agency.things'), thingsText: t('agency.thingsText', { site: at, reference }) };
  }
  const contact = site.telephone ?? site.website?.replace(/^https?:\/\//, '').replace(/\/$/, '') ?? name;
  return {
    thingsTitle: t('agency.thingsBring'),
    thingsText: t('agency.thingsBringText', { site: name, reference, contact }),
  };
}

function maySubmit({ booking }: Held, { state }: AgencyCase): boolean {
  return isActive(booking.state) && agencyTable.case[state].submitted !== undefined;
}

function materialLine(
  line: DocumentLine,
  held: Held,
  agency: AgencyCase,
  failed: FailedForm | null,
): MaterialLine {
  const { reference } = held.booking;
  const may = (type: 'uploaded' | 'removed'): boolean =>
    isActive(held.booking.state) &&
    agencyTable.case[agency.state][type] !== undefined &&
    agencyTable.document[line.state][type] !== undefined;
  const own = paths.booking.document(reference, line.item);
  const wrong = failed !== null && failed.item === line.item;
  return {
    ...line,
    upload: may('uploaded') ? withQuery(own, { _csrf: held.page.csrfToken ?? undefined }) : null,
    removal: may('removed') ? paths.booking.documentRemoval(reference, line.item) : null,
    error: wrong ? refusalText(failed.refusal, held.page.t) : null,
  };
}

function errorsOf(
  documents: readonly MaterialLine[],
  failed: FailedForm | null,
  { page: { t } }: Held,
): MaterialsView['errors'] {
  if (failed === null) return [];
  const message = refusalText(failed.refusal, t);
  const at = documents.find(({ item }) => item === failed.item);
  if (at !== undefined)
    return [{ field: `file-${at.item}`, message: t('common.about', { label: at.name, message }) }];
  const open = documents.filter(({ state }) => state === 'missing' || state === 'returned');
  if (failed.refusal.code === 'documents_missing')
    return open.map(({ item, name, stateText }) => ({
      field: `file-${item}`,
      message: t('common.about', { label: name, message: stateText }),
    }));
  return [{ field: failed.refusal.code === 'upload_consent_required' ? 'agree' : 'main', message }];
}
