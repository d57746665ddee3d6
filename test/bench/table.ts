import { isReached, type Row } from './row.ts';

export interface Figures {
  readonly unit: string;
  /** medians */
  readonly ours: number;
  readonly bare: number;
  readonly oursSpread: number;
  readonly bareSpread: number;
  /** median of the ratios of the rounds */
  readonly ratio: number;
  readonly note: string;
}

export interface Line {
  readonly id: string;
  readonly ours: string;
  readonly against: string;
  readonly reach: string;
  readonly reached: boolean | null;
  /** null: it could not be measured */
  readonly figures: Figures | null;
}

export function lineOf(row: Row, figures: Figures | null): Line {
  const { id, ours, against, reach } = row;
  const named = reach === null ? '' : 'atLeast' in reach ? `≥ ${reach.atLeast}` : `≤ ${reach.atMost}`;
  const reached = reach === null || figures === null ? null : isReached(figures.ratio, reach);
  return { id, ours, against, reach: named, reached, figures };
}

export function tableOf(lines: readonly Line[]): string {
  const head = ['ours', 'against', 'unit', 'ours', 'bare', 'ratio', 'reach', ''];
  const body = lines.map(({ ours, against, reach, reached, figures }) => {
    if (figures === null) return [ours, against, '', '', '', 'failed', reach, ''];
    const { unit, ratio } = figures;
    const own = `${short(figures.ours)} ±${percent(figures.oursSpread)}`;
    const bare = `${short(figures.bare)} ±${percent(figures.bareSpread)}`;
    return [ours, against, unit, own, bare, ratio.toFixed(2), reach, reached === false ? 'not reached' : ''];
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
