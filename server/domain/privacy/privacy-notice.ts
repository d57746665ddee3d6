import type { Words } from '../catalogue/words.ts';

/** One version of the privacy notice. What is published is never changed: each booking keeps the version that was agreed to. */
export interface PrivacyNotice {
  readonly version: string;
  /** epoch ms */
  readonly publishedAt: number;
  /** see `noticeBlocks` for how it is written */
  readonly text: Words;
  /** what is new in it, for those who knew the one before; null: nothing to say */
  readonly news: Words | null;
  /** who handles the data, and how to reach them (PIPL, article 17); null: the office that is booked with, by its telephone */
  readonly handler: Words | null;
  readonly contact: Words | null;
}

/** The version of the built-in text, which is the notice until the office publishes one of its own. */
export const builtInVersion = '2026-12.2';
/** Those of the built-in text before it, for bookings that agreed to them. */
export const builtInBefore: readonly string[] = ['2026-11', '2026-12'];

/** The notice that is agreed to now; null: the built-in text. `notices` in the order in which they were published. */
export function currentNotice(notices: readonly PrivacyNotice[]): PrivacyNotice | null {
  return notices.at(-1) ?? null;
}

/** What a booking made now agrees to. */
export function consentVersion({
  privacyNotices,
}: {
  readonly privacyNotices: readonly PrivacyNotice[];
}): string {
  return currentNotice(privacyNotices)?.version ?? builtInVersion;
}

/** A name for a version that is published on a local day (YYYY-MM-DD): the day, with a number when it is not the first of that day. */
export function versionOn(day: string, notices: readonly PrivacyNotice[]): string {
  const taken = new Set(notices.map(({ version }) => version));
  let version = day;
  for (let number = 2; taken.has(version); number += 1) version = `${day}-${number}`;
  return version;
}

export type NoticeBlock =
  | { readonly kind: 'heading' | 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] };

/** A text in blocks: a line that begins with "# " is a heading, lines that begin with "- " are a list, anything else is a paragraph a line. */
export function noticeBlocks(text: string): readonly NoticeBlock[] {
  const blocks: NoticeBlock[] = [];
  let items: string[] | null = null;
  for (const line of text.split(/\r?\n/).map((one) => one.trim())) {
    if (line.startsWith('- ')) {
      if (items === null) {
        items = [];
        blocks.push({ kind: 'list', items });
      }
      items.push(line.slice(2).trim());
      continue;
    }
    items = null;
    if (line.startsWith('# ')) blocks.push({ kind: 'heading', text: line.slice(2).trim() });
    else if (line !== '') blocks.push({ kind: 'paragraph', text: line });
  }
  return blocks;
}
