import type {
  Material,
  MaterialForm,
  ProvidedBy,
  Question,
  Service,
  ServiceMaterial,
} from '../../domain/catalogue/service.ts';
import {
  type CatalogueRow,
  flag,
  json,
  number,
  optionalText,
  optionalWordsIn,
  text,
  verification,
  verificationColumns,
  wordColumns,
  wordsIn,
} from './columns.ts';

export function serviceRow(service: Service): Record<string, unknown> {
  const { code, minutes, online, active, sort } = service;
  return {
    code,
    minutes,
    online,
    active,
    sort,
    ...wordColumns('name', service.name),
    ...wordColumns('summary', service.summary),
    ...wordColumns('place', service.where),
    ...verificationColumns(service),
  };
}

export function serviceOf(row: CatalogueRow): Service {
  return {
    code: text(row, 'code'),
    name: wordsIn(row, 'name'),
    summary: wordsIn(row, 'summary'),
    where: wordsIn(row, 'place'),
    minutes: number(row, 'minutes'),
    online: flag(row, 'online'),
    active: flag(row, 'active'),
    sort: number(row, 'sort'),
    ...verification(row),
  };
}

export function materialRow(material: Material): Record<string, unknown> {
  return {
    code: material.code,
    provided_by: material.providedBy,
    per_card: material.perCard ?? false,
    ...wordColumns('name', material.name),
  };
}

export function materialOf(row: CatalogueRow): Material {
  return {
    code: text(row, 'code'),
    name: wordsIn(row, 'name'),
    providedBy: text(row, 'provided_by') as ProvidedBy,
    perCard: flag(row, 'per_card'),
  };
}

export function serviceMaterialRow(line: ServiceMaterial): Record<string, unknown> {
  const { service, material, site, form, sealed, bring, active, sort } = line;
  return {
    id: [service, material, ...(site === null ? [] : [site])].join('|'),
    service,
    material,
    site,
    form,
    sealed,
    bring,
    active,
    sort,
    ...wordColumns('note', line.note),
    ...verificationColumns(line),
  };
}

export function serviceMaterialOf(row: CatalogueRow): ServiceMaterial {
  return {
    service: text(row, 'service'),
    material: text(row, 'material'),
    site: optionalText(row, 'site'),
    form: text(row, 'form') as MaterialForm,
    sealed: flag(row, 'sealed'),
    bring: flag(row, 'bring'),
    note: optionalWordsIn(row, 'note'),
    active: flag(row, 'active'),
    sort: number(row, 'sort'),
    verified: flag(row, 'verified'),
  };
}

export function questionRow(question: Question): Record<string, unknown> {
  const { code, service, active, sort } = question;
  return {
    code,
    service,
    active,
    sort,
    answers: JSON.stringify(question.answers),
    ...wordColumns('text', question.text),
    ...wordColumns('help', question.help),
    ...verificationColumns(question),
  };
}

export function questionOf(row: CatalogueRow): Question {
  return {
    code: text(row, 'code'),
    service: text(row, 'service'),
    text: wordsIn(row, 'text'),
    help: optionalWordsIn(row, 'help'),
    answers: json<Question['answers']>(row, 'answers'),
    active: flag(row, 'active'),
    sort: number(row, 'sort'),
    verified: flag(row, 'verified'),
  };
}
