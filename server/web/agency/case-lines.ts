import type { AgencyCase, AgencyDocument } from '../../domain/agency/agency-case.ts';
import type { CaseState, DocumentState } from '../../domain/agency/agency-states.ts';
import { fileEndings } from '../../domain/agency/file-kind.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Checklist } from '../../domain/catalogue/checklist.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Who } from '../../domain/staff/actor.ts';
import type { AgencyEvent } from '../../store/agency/agency-query.ts';
import { formatting } from '../formatting.ts';
import type { PageContext } from '../page-context.ts';
import { type ChecklistMark, checklistView } from '../public/checklist-view.ts';

/** One material as both sides see it. */
export interface DocumentLine {
  readonly item: string;
  readonly name: string;
  readonly quantity: number;
  readonly marks: readonly ChecklistMark[];
  readonly note: string | null;
  readonly physical: boolean;
  readonly state: DocumentState;
  readonly stateText: string;
  readonly tag: string;
  readonly reason: string | null;
  readonly file: { readonly name: string; readonly about: string; readonly href: string } | null;
}

export interface HistoryLine {
  readonly time: string;
  readonly who: string;
  readonly what: string;
  readonly text: string | null;
}

export const caseTags: Readonly<Record<CaseState, string>> = {
  collecting: 'tag',
  submitted: 'tag tag--seal',
  returned: 'tag tag--stop',
  accepted: 'tag tag--done',
  ready: 'tag tag--done',
  sent: 'tag tag--done',
  closed: 'tag tag--faint',
};

const documentTags: Readonly<Record<DocumentState, string>> = {
  missing: 'tag',
  uploaded: 'tag tag--seal',
  accepted: 'tag tag--done',
  returned: 'tag tag--stop',
};

export interface CaseContext {
  readonly agency: AgencyCase;
  readonly checklist: Checklist;
  readonly catalogue: Catalogue;
  readonly site: Site;
  readonly page: PageContext;
}

/** Every material, with what the checklist says of it; one that is no longer on it keeps its name. */
export function documentLines(
  { agency, checklist, catalogue, site, page }: CaseContext,
  href: (item: string) => string,
): DocumentLine[] {
  const { t, locale } = page;
  const listed = new Map(
    checklistView(checklist, page)
      .groups.flatMap(({ items }) => items)
      .map((line) => [line.key, line]),
  );
  const time = formatting(locale, site.timeZone).dayTime;
  return agency.documents.map((document) => {
    const { item, physical, state, reason, file } = document;
    const line = listed.get(item);
    const about = (size: number, at: number): string =>
      t('agency.file', { size: megabytes(size), time: time(at) });
    return {
      item,
      name: materialName(catalogue, item, page),
      quantity: line?.quantity ?? 1,
      marks: line?.marks ?? [],
      note: line?.note ?? null,
      physical,
      state,
      stateText: stateText(document, page),
      tag: documentTags[state],
      reason,
      file:
        file === null
          ? null
          : {
              name: file.name === '' ? `${item}${fileEndings[file.kind]}` : file.name,
              about: `${file.kind.toUpperCase()} · ${about(file.size, file.uploadedAt)}`,
              href: href(item),
            },
    };
  });
}

function stateText({ physical, state }: AgencyDocument, { t }: PageContext): string {
  if (!physical) return t(`agency.document.${state}`);
  return t(state === 'accepted' ? 'agency.document.received' : 'agency.document.awaited');
}

/** 0.3 · 2.4: never 0, however small. */
function megabytes(size: number): string {
  return Math.max(0.1, size / (1024 * 1024)).toFixed(1);
}

export function materialName(catalogue: Catalogue, item: string, { locale }: PageContext): string {
  return catalogue.materials.get(item)?.name[locale] ?? item;
}

/** What has happened, newest first. `named`: what somebody is called on this page. */
export function historyLines(
  events: readonly AgencyEvent[],
  { catalogue, site, page }: Pick<CaseContext, 'catalogue' | 'site' | 'page'>,
  named: (actor: Who) => string,
): HistoryLine[] {
  const { t, locale } = page;
  const { dayTime } = formatting(locale, site.timeZone);
  return [...events].reverse().map(({ at, type, item, text, actor }) => ({
    time: dayTime(at),
    who: named(actor),
    what:
      item === null
        ? t(`agency.event.${type}`, { material: '' })
        : t(`agency.event.${type}`, { material: materialName(catalogue, item, page) }),
    text,
  }));
}
