import type { FactKind, OpenFact } from '../../actions/catalogue/confirm-facts.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import type { Words } from '../../domain/catalogue/words.ts';
import { isWordKey } from '../../locales/words.ts';
import type { PageContext } from '../page-context.ts';
import { paths } from '../paths.ts';

/** One part of a record that nobody has confirmed, with what stands there now. */
export interface OpenPart {
  readonly value: string;
  readonly text: string;
  /** null: too much for one line, it is where `href` leads */
  readonly now: string | null;
  readonly href: string;
}

/** The forms of a site in which its parts are, where that is not the profile. */
const siteForms: Readonly<Record<string, string>> = {
  sessions: 'hours',
  makeUpWeekday: 'hours',
  queues: 'queues',
  services: 'services',
  counters: 'counters',
  rules: 'rules',
  hall: 'hall',
};

const longest = 120;

export function openParts(
  records: CatalogueRecords,
  { kind, key, parts }: OpenFact,
  page: PageContext,
): readonly OpenPart[] {
  const record = recordOf(records, kind, key);
  return parts.map((part) => ({
    value: part,
    text: partName(part, page),
    now: part === 'all' ? summaryOf(kind, record, page) : valueAt(record, part, page),
    href: formOf(records, kind, key, part),
  }));
}

export function factName(
  records: CatalogueRecords,
  { kind, key }: Pick<OpenFact, 'kind' | 'key'>,
  { locale }: PageContext,
): string {
  const record = recordOf(records, kind, key);
  if (kind !== 'material') return (record?.name ?? record?.text ?? record?.label)?.[locale] ?? key;
  const [service = '', material = '', site] = key.split('|');
  const named = (list: readonly { code: string; name: Words }[], code = '') =>
    list.find((one) => one.code === code)?.name[locale];
  return [named(records.services, service), named(records.materials, material), named(records.sites, site)]
    .filter((one) => one !== undefined)
    .join(' · ');
}

/** As much of a record as is shown here. */
interface Shown {
  readonly name?: Words;
  readonly text?: Words;
  readonly label?: Words;
  readonly [part: string]: unknown;
}

function recordOf(records: CatalogueRecords, kind: FactKind, key: string): Shown | undefined {
  const lists = {
    site: records.sites,
    service: records.services,
    question: records.questions,
    link: records.links,
    outlet: records.outlets.map((outlet) => ({ ...outlet, code: outlet.id })),
    material: [],
  } as const;
  return (lists[kind] as readonly { code: string }[]).find(({ code }) => code === key) as Shown | undefined;
}

/** What a whole record says, in the few words that there are. */
function summaryOf(kind: FactKind, record: Shown | undefined, page: PageContext): string | null {
  const part = { link: 'url', service: 'summary', outlet: 'address' } as const;
  return kind in part ? valueAt(record, part[kind as keyof typeof part], page) : null;
}

/** The value at a dotted path: a text, minutes, or a text in the language of the reader. */
function valueAt(record: Shown | undefined, part: string, { locale, t }: PageContext): string | null {
  let value: unknown = record;
  for (const name of part.split('.'))
    value =
      typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  if (typeof value === 'object' && value !== null) value = (value as Record<string, unknown>)[locale];
  if (typeof value === 'number') return part === 'minutes' ? t('common.minutes', { minutes: value }) : null;
  if (typeof value !== 'string' || value === '') return null;
  return value.length > longest ? `${value.slice(0, longest)}…` : value;
}

function formOf(records: CatalogueRecords, kind: FactKind, key: string, part: string): string {
  const { act, question, section } = paths.admin;
  const [service = '', , site] = key.split('|');
  switch (kind) {
    case 'site':
      return act('sites', key, siteForms[part] ?? 'profile');
    case 'service':
      return act('services', key, 'profile');
    case 'material':
      return site === undefined ? act('services', service, 'materials') : act('sites', site, 'materials');
    case 'question':
      return question(serviceOf(records, key), key);
    case 'outlet':
      return section('outlets');
    case 'link':
      return section('links');
  }
}

function serviceOf({ questions }: CatalogueRecords, code: string): string {
  return questions.find((question) => question.code === code)?.service ?? '';
}

function partName(part: string, { t }: PageContext): string {
  const key = `settings.unverified.parts.${part.replaceAll('.', '_')}`;
  return isWordKey(key) ? t(key) : part;
}
