import { wellEnough } from './measure.ts';
import { isMet, type Row } from './row.ts';

export interface Figures {
  readonly unit: string;
  /** medians */
  readonly ours: number;
  readonly bare: number;
  readonly oursSpread: number;
  readonly bareSpread: number;
  /** median of the ratios of the rounds */
  readonly ratio: number;
  /** half of its 90 % interval, as a share of it; null: too few rounds to say */
  readonly interval: number | null;
  readonly note: string;
}

export interface Line {
  readonly id: string;
  readonly ours: string;
  readonly against: string;
  readonly target: string;
  readonly met: boolean | null;
  /** null: it could not be measured */
  readonly figures: Figures | null;
}

export function lineOf(row: Row, figures: Figures | null): Line {
  const { id, ours, against, target } = row;
  const named = target === null ? '' : 'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`;
  const met = target === null || figures === null ? null : isMet(figures.ratio, target);
  return { id, ours, against, target: named, met, figures };
}

export function tableOf(lines: readonly Line[]): string {
  const head = ['ours', 'against', 'unit', 'ours', 'bare', 'ratio', '90 %', 'target', ''];
  const body = lines.map(({ ours, against, target, met, figures }) => {
    if (figures === null) return [ours, against, '', '', '', 'failed', '', target, ''];
    const { unit, ratio, interval } = figures;
    const known = interval === null ? '?' : `±${percent(interval)}${interval > wellEnough ? ' (wide)' : ''}`;
    const own = `${short(figures.ours)} ±${percent(figures.oursSpread)}`;
    const bare = `${short(figures.bare)} ±${percent(figures.bareSpread)}`;
    return [ours, against, unit, own, bare, ratio.toFixed(2), known, target, met === false ? 'not met' : ''];
  });
  const all = [head, head.map(() => ''), ...body];
  const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0), 3));
  return all
    .map((row, line) => {
      const cells = row.map((cell, k) =>
        line === 1 ? '-'.repeat(widths[k] ?? 3) : cell.padEnd(widths[k] ?? 0),
      );
      return `| ${cells.join(' | ')} |`;
    })
    .join('\n');
}

function short(value: number): string {
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
