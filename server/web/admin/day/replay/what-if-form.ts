import type { Request } from 'express';
import type { Counter, Site } from '../../../../domain/catalogue/site.ts';
import type { CounterChange } from '../../../../domain/queue/replay/what-if/counter-changes.ts';
import type { Translate } from '../../../../locales/words.ts';
import type { FieldMessage } from '../../../form-field.ts';
import { asked } from '../../../request/asked.ts';
import { exampleHours } from '../../sites/example-hours.ts';

/** What was chosen for one counter, as it was typed. */
export interface TypedChange {
  readonly counter: Counter;
  readonly opens: string;
  readonly closes: string;
  readonly shut: boolean;
  /** ids */
  readonly queues: readonly string[];
}

export interface TypedWhatIf {
  /** somebody has asked */
  readonly asked: boolean;
  readonly typed: readonly TypedChange[];
  /** empty: nothing is different */
  readonly changes: readonly CounterChange[];
  readonly errors: readonly FieldMessage[];
  /** to be asked again, in an address */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
}

const whatIfName = 'what-if';

/** Name and id of a field of a counter. */
export function fieldOf(
  what: 'opens' | 'closes' | 'shut' | 'serves',
  { code }: Pick<Counter, 'code'>,
): string {
  return `${what}-${code}`;
}

export function readWhatIf(request: Request, site: Site, t: Translate): TypedWhatIf {
  const wanted = asked(request, whatIfName) === '1';
  const errors: FieldMessage[] = [];
  const query: Record<string, string | readonly string[]> = wanted ? { [whatIfName]: '1' } : {};
  const typed = site.counters.map((counter) => typedOf(request, counter, site, wanted));
  const changes = typed.flatMap((one) => {
    if (!wanted) return [];
    const { counter } = one;
    query[fieldOf('serves', counter)] = one.queues.map((id) => codeOf(site, id));
    for (const what of ['opens', 'closes'] as const)
      if (one[what] !== '') query[fieldOf(what, counter)] = one[what];
    if (one.shut) query[fieldOf('shut', counter)] = '1';
    return changeOf(one, exampleHours(site).early, t, errors);
  });
  return { asked: wanted, typed, changes: errors.length > 0 ? [] : changes, errors, query };
}

function typedOf(request: Request, counter: Counter, site: Site, wanted: boolean): TypedChange {
  const codes = [request.query[fieldOf('serves', counter)] ?? []].flat();
  const queues = site.queues.filter(({ code }) => codes.includes(code)).map(({ id }) => id);
  return {
    counter,
    opens: asked(request, fieldOf('opens', counter), 10),
    closes: asked(request, fieldOf('closes', counter), 10),
    shut: asked(request, fieldOf('shut', counter)) === '1',
    queues: wanted ? queues : counter.queues,
  };
}

function changeOf(
  { counter, shut, queues, ...times }: TypedChange,
  example: string,
  t: Translate,
  errors: FieldMessage[],
): CounterChange[] {
  const read = (what: 'opens' | 'closes'): number | null => {
    const minutes = times[what] === '' ? null : minutesIn(times[what]);
    if (minutes !== undefined) return minutes;
    errors.push({
      field: fieldOf(what, counter),
      message: t('replay.whatIf.error.time', { label: counter.label, time: example }),
    });
    return null;
  };
  const opens = read('opens');
  const closes = read('closes');
  if (opens !== null && closes !== null && opens >= closes)
    errors.push({
      field: fieldOf('closes', counter),
      message: t('replay.whatIf.error.order', { label: counter.label }),
    });
  if (queues.length === 0 && counter.queues.length > 0 && !shut)
    errors.push({
      field: fieldOf('serves', counter),
      message: t('replay.whatIf.error.serves', { label: counter.label }),
    });
  const same = queues.length === counter.queues.length && queues.every((id) => counter.queues.includes(id));
  if (!shut && opens === null && closes === null && same) return [];
  return [{ counter: counter.code, opens, closes, shut, queues: same ? null : queues }];
}

/** Minutes after midnight of "9:30", "0930" or "９：３０"; undefined: it is no time. */
export function minutesIn(text: string): number | undefined {
  const match = /^(\d{1,2}):?(\d{2})$/.exec(text.normalize('NFKC').trim());
  if (match === null) return undefined;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : undefined;
}

function codeOf({ queues }: Site, id: string): string {
  return queues.find((queue) => queue.id === id)?.code ?? '';
}
