import type { Page } from 'playwright-core';

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Piece {
  readonly text: string;
  /** the element that it stands in: the same one may draw over itself */
  readonly of: number;
  /** of what is inked, line by line */
  readonly lines: readonly Box[];
  /** what it has to stay within */
  readonly edges: readonly (Box & { readonly name: string })[];
  /** more in it than is shown */
  readonly clipped: boolean;
}

/** Part of its font size that a line is inked above and below its middle, without what its face keeps free. */
const inked = 0.36;
const regions =
  '.line, .call, .seat, .hall__head, .hall__foot, .hall__missed, .hall__queues, .hall__message, .hall__calls-side, .hall__next, .place__counter, .place__now';

/**
 * Every text of a wall that cannot be read to its end, as short lines: outside of the panel, of its region or of whatever cuts it off
 * (`overflow`, `text-overflow`, `line-clamp`), or over another text.
 */
export async function notWhole(page: Page): Promise<readonly string[]> {
  const pieces = await textsOf(page);
  const wrong: string[] = [];
  for (const [index, piece] of pieces.entries()) {
    const { text, of, lines, edges, clipped } = piece;
    if (clipped) wrong.push(`clipped: ${text}`);
    for (const line of lines) {
      for (const { name, ...edge } of edges) {
        const over = beyond(line, edge);
        if (over > 1.5) wrong.push(`${Math.round(over)} px outside ${name}: ${text}`);
      }
      for (const other of pieces.slice(0, index))
        if (other.of !== of && other.lines.some((its) => cross(line, its)))
          wrong.push(`over ${other.text}: ${text}`);
    }
  }
  return [...new Set(wrong)];
}

function beyond(line: Box, edge: Box): number {
  return Math.max(
    line.right - edge.right,
    edge.left - line.left,
    line.bottom - edge.bottom,
    edge.top - line.top,
  );
}

function cross(one: Box, other: Box): boolean {
  return (
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2
  );
}

function textsOf(page: Page): Promise<readonly Piece[]> {
  return page.evaluate(
    async ({ share, named }) => {
      await document.fonts.ready;
      const elements = [...document.querySelectorAll<HTMLElement>('body *:not(script)')];
      return elements.flatMap((element, of) => {
        const nodes = [...element.childNodes].filter(
          (node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '',
        );
        if (nodes.length === 0 || !element.checkVisibility() || element.closest('.visually-hidden') !== null)
          return [];
        const { fontSize, overflowX } = getComputedStyle(element);
        const ink = share * Number.parseFloat(fontSize);
        const lines = nodes.flatMap((node) => {
          const range = document.createRange();
          range.selectNodeContents(node);
          return [...range.getClientRects()].map(({ left, right, top, bottom }) => {
            const middle = (top + bottom) / 2;
            return { left, right, top: middle - ink, bottom: middle + ink };
          });
        });
        const edges = [{ name: 'the panel', left: 0, top: 0, right: innerWidth, bottom: innerHeight }];
        for (let each: Element | null = element; each !== null; each = each.parentElement) {
          const style = getComputedStyle(each);
          const cuts = style.overflowX !== 'visible' || style.overflowY !== 'visible';
          if (!(cuts || each.matches(named))) continue;
          const { left, top, right, bottom } = each.getBoundingClientRect();
          edges.push({ name: each.className, left, top, right, bottom });
        }
        const clipped = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1;
        const text = `${(element.textContent ?? '').trim().slice(0, 24)} (${element.className} of ${element.parentElement?.className})`;
        return [{ text, of, lines, edges, clipped }];
      });
    },
    { share: inked, named: regions },
  );
}
