import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import subsetFont from 'subset-font';
import { joinSlices } from '../../font/join-slices.ts';
import { type Chart, chartDrawer } from '../statistics/draw-chart.ts';
import { dotsPerUnit, reportPdf } from './report-pdf.ts';
import type { ReportView } from './report-view.ts';

/** What is drawn: pictures for a mail, or a whole PDF. */
export interface ReportDrawing {
  readonly charts: readonly Chart[];
  /** null: pictures alone */
  readonly paper: { readonly view: ReportView; readonly foot: string } | null;
}

export interface DrawnReport {
  /** PNG, in the order of the charts */
  readonly pictures: readonly Uint8Array[];
  readonly pdf: Uint8Array | null;
}

const family = 'Report Sans';
let known = '';
let font: Buffer | null = null;

/** It takes seconds, so it is done in a thread. */
export async function drawReport({ charts, paper }: ReportDrawing): Promise<DrawnReport> {
  const bytes = await fontFor(JSON.stringify([charts, paper]));
  const pictures = await picturesOf(charts, bytes);
  return { pictures, pdf: paper === null ? null : await reportPdf(paper, pictures, bytes) };
}

/** What draws reads its font from a file, which is there as long as it draws: a thread that rests is ended without a word. */
async function picturesOf(charts: readonly Chart[], bytes: Buffer): Promise<readonly Uint8Array[]> {
  if (charts.length === 0) return [];
  const draw = await chartDrawer();
  const folder = mkdtempSync(join(tmpdir(), 'report-font-'));
  try {
    const file = join(folder, 'font.ttf');
    writeFileSync(file, bytes);
    return charts.map((chart) => png(String(draw(chart)), file));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function png(svg: string, file: string): Uint8Array {
  const drawn = new Resvg(
    svg
      .replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
      .replace(/(xmlns="[^"]*"[^>]*) xmlns="[^"]*"/, '$1'),
    {
      background: '#ffffff',
      fitTo: { mode: 'zoom', value: dotsPerUnit },
      font: { loadSystemFonts: false, fontFiles: [file], defaultFontFamily: family },
    },
  );
  return drawn.render().asPng();
}

/** Our Chinese font with every character that was wanted so far: reports say much the same. */
async function fontFor(text: string): Promise<Buffer> {
  const missing = [...new Set(text)].filter((one) => one >= ' ' && !known.includes(one));
  if (font !== null && missing.length === 0) return font;
  const ascii =
    font === null ? Array.from({ length: 95 }, (_, place) => String.fromCharCode(32 + place)) : [];
  known = [...new Set([...known, ...ascii, ...missing])].join('');
  font = await subsetFont(await joinSlices(known), known, { targetFormat: 'sfnt' });
  return font;
}
