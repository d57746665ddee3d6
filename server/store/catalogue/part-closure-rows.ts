import type { ClosedPart, PartClosure } from '../../domain/catalogue/site.ts';
import { type CatalogueRow, json, number, optionalText, text, wordColumns, wordsIn } from './columns.ts';

export function partClosureRow(site: string, closure: PartClosure): Record<string, unknown> {
  const { id, part, first, last, weekdays, except, from, to, reason } = closure;
  return {
    id,
    site,
    kind: part.kind,
    subject: subjectOf(part),
    places: part.kind === 'places' ? part.places : null,
    first_date: first,
    last_date: last,
    weekdays: JSON.stringify(weekdays),
    except_dates: JSON.stringify(except),
    from_time: from,
    to_time: to,
    ...wordColumns('reason', reason),
  };
}

export function partClosureOf(row: CatalogueRow): PartClosure {
  return {
    id: text(row, 'id'),
    part: partOf(row),
    first: text(row, 'first_date'),
    last: text(row, 'last_date'),
    weekdays: json<number[]>(row, 'weekdays'),
    except: json<string[]>(row, 'except_dates'),
    from: optionalText(row, 'from_time'),
    to: optionalText(row, 'to_time'),
    reason: wordsIn(row, 'reason'),
  };
}

function subjectOf(part: ClosedPart): string | null {
  if (part.kind === 'site') return null;
  return part.kind === 'counter' ? part.counter : part.queue;
}

function partOf(row: CatalogueRow): ClosedPart {
  switch (text(row, 'kind')) {
    case 'queue':
      return { kind: 'queue', queue: text(row, 'subject') };
    case 'places':
      return { kind: 'places', queue: text(row, 'subject'), places: number(row, 'places') };
    case 'counter':
      return { kind: 'counter', counter: text(row, 'subject') };
    default:
      return { kind: 'site' };
  }
}
