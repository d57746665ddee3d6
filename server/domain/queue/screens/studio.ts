import type { Site } from '../../catalogue/site.ts';
import type { Locale } from '../../catalogue/words.ts';
import { chime, fragments, fragmentsFor, spokenAs } from './fragments.ts';

/** What a member of staff is shown to read, and what it is kept as: a letter sounds the same in both languages. */
export interface Prompt {
  /** the first of its fragments */
  readonly id: string;
  readonly fragments: readonly string[];
  readonly text: string;
  readonly lang: Locale;
  /** calls of this branch need it; the others are for letters and settings that it does not have */
  readonly needed: boolean;
}

/** Everything that can be read, what this branch needs first. The chime is no word. */
export function promptsFor({
  queues,
  counters,
  hall: { speech },
}: Pick<Site, 'queues' | 'counters' | 'hall'>): readonly Prompt[] {
  const signs = new Set([...queues.map(({ code }) => code), ...counters.map(({ label }) => label)].join(''));
  const spoken = new Set(fragmentsFor(speech));
  const needs = (name: string): boolean => {
    const sign = /\/([A-Z])$/.exec(name)?.[1] ?? /\/as-in-([a-z])$/.exec(name)?.[1]?.toUpperCase();
    if (sign !== undefined) return spoken.has(name) && signs.has(sign);
    if (name === 'zh-CN/yao') return spoken.has(name) && speech.one === '幺';
    return spoken.has(name);
  };
  const made = fragments.flatMap((id): readonly Prompt[] => {
    const said = spokenAs(id);
    const letter = /^(?:zh-CN|en)\/([A-Z])$/.exec(id)?.[1];
    if (id === chime || said === null || (letter !== undefined && id.startsWith('en/'))) return [];
    const its = letter === undefined ? [id] : [id, `en/${letter}`];
    return [{ id, fragments: its, ...said, needed: its.some(needs) }];
  });
  return [...made.filter(({ needed }) => needed), ...made.filter(({ needed }) => !needed)];
}
