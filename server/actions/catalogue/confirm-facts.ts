import { z } from 'zod';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { type CatalogueEdit, edited } from './catalogue-edit.ts';
import { lineKey } from './edit-service-materials.ts';
import { choices } from './input-parts.ts';

export const factKinds = ['site', 'service', 'question', 'material', 'outlet', 'link'] as const;
export type FactKind = (typeof factKinds)[number];

/** A record of which nobody has confirmed everything. */
export interface OpenFact {
  readonly kind: FactKind;
  readonly key: string;
  /** what is open; 'all' when nothing of it was ever confirmed */
  readonly parts: readonly string[];
}

interface Verifiable {
  readonly verified?: boolean;
  readonly unverified?: readonly string[];
}

/** Everything that is in use and not confirmed; an addition of one site counts once it is switched on. */
export function openFacts(records: CatalogueRecords): readonly OpenFact[] {
  return everyFact(records).flatMap(({ kind, key, record }) => {
    const parts = openParts(record);
    return parts.length > 0 ? [{ kind, key, parts }] : [];
  });
}

const schema = z.object({ parts: choices });

/** Says that somebody has confirmed some parts of a record; who and when is in the audit. The subject is "kind/key". */
export const confirmFacts: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'fact.confirm',
  schema,
  siteOf: (subject) => (subject.startsWith('site/') ? subject.slice('site/'.length) : null),
  // with what the record says: who confirms it has seen exactly that
  read: (records, subject) => {
    const found = everyFact(records).find(({ kind, key }) => `${kind}/${key}` === subject);
    const parts = found === undefined ? [] : openParts(found.record);
    return found === undefined || parts.length === 0 ? null : { ...found, parts };
  },
  apply: (records, subject, { parts }) => {
    const confirm = <T extends Verifiable>(kind: FactKind, key: string, record: T): T =>
      `${kind}/${key}` === subject ? confirmed(record, parts) : record;
    return edited({
      ...records,
      sites: records.sites.map((one) => confirm('site', one.code, one)),
      services: records.services.map((one) => confirm('service', one.code, one)),
      questions: records.questions.map((one) => confirm('question', one.code, one)),
      serviceMaterials: records.serviceMaterials.map((one) => confirm('material', materialKey(one), one)),
      outlets: records.outlets.map((one) => confirm('outlet', one.id, one)),
      links: records.links.map((one) => confirm('link', one.code, one)),
    });
  },
};

function everyFact(
  records: CatalogueRecords,
): readonly { readonly kind: FactKind; readonly key: string; readonly record: Verifiable }[] {
  const all = <T extends Verifiable>(kind: FactKind, list: readonly T[], key: (one: T) => string) =>
    list.map((record) => ({ kind, key: key(record), record }));
  return [
    ...all('site', records.sites, ({ code }) => code),
    ...all('service', records.services, ({ code }) => code),
    ...all('question', records.questions, ({ code }) => code),
    ...all(
      'material',
      records.serviceMaterials.filter(({ active }) => active),
      materialKey,
    ),
    ...all('outlet', records.outlets, ({ id }) => id),
    ...all('link', records.links, ({ code }) => code),
  ];
}

function materialKey(line: CatalogueRecords['serviceMaterials'][number]): string {
  return `${line.service}|${lineKey(line)}`;
}

function openParts({ verified = false, unverified = [] }: Verifiable): readonly string[] {
  return verified ? unverified : ['all'];
}

function confirmed<T extends Verifiable>(record: T, parts: readonly string[]): T {
  if (parts.includes('all')) return { ...record, verified: true };
  return { ...record, unverified: (record.unverified ?? []).filter((part) => !parts.includes(part)) };
}
