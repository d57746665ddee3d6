import PdfDocument from 'pdfkit';
import type { ReportTable, ReportView } from './report-view.ts';

const edge = 42;
const room = 595.28 - 2 * edge;
const bottom = 841.89 - edge;
const ink = '#15202b';
const soft = '#455565';
const port = '#0b2745';
const line = '#d3dbe3';

/** Points for each unit of a picture, so that the text of all pictures is of one size: a whole one is as wide as the page. */
const perUnit = room / 720;
/** Dots of a picture for each of its own units, so that it is sharp on paper and on screens of today. */
export const dotsPerUnit = 2;

/** The report on A4, its text set in the font that is given, so that it can be searched and copied. `pictures`: of its tables' charts, in order. */
export async function reportPdf(
  { view: wanted, foot }: { readonly view: ReportView; readonly foot: string },
  pictures: readonly Uint8Array[],
  font: Buffer,
): Promise<Uint8Array> {
  const view = inOneFace(wanted);
  const paper = new PdfDocument({
    size: 'A4',
    margins: { top: edge, bottom: edge, left: edge, right: edge },
    bufferPages: true,
    lang: view.locale,
    info: { Title: view.subject, Author: foot },
  });
  const parts: Buffer[] = [];
  paper.on('data', (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve) => paper.on('end', resolve));
  paper.registerFont('body', font).font('body');
  head(paper, view);
  figures(paper, view);
  let place = 0;
  for (const table of view.tables) {
    const picture = table.chart === null ? null : (pictures[place] ?? null);
    if (table.chart !== null) place += 1;
    section(paper, table, picture);
  }
  numberPages(paper, foot);
  paper.end();
  await ended;
  return Buffer.concat(parts);
}

type Paper = InstanceType<typeof PdfDocument>;

function head(paper: Paper, { heading, offices, period, closed, nothing }: ReportView): void {
  paper.rect(0, 0, 595.28, 8).fill(port);
  paper.fillColor(port).fontSize(20).text(heading, edge, edge);
  paper.fillColor(ink).fontSize(12).text(offices);
  paper.fillColor(soft).fontSize(10).text(period).moveDown(0.6);
  for (const said of [...closed, ...(nothing === null ? [] : [nothing])])
    paper.fillColor(ink).fontSize(10.5).text(said).moveDown(0.3);
}

const across = 3;
const cardHeight = 62;

function figures(paper: Paper, view: ReportView): void {
  const width = (room - 8 * (across - 1)) / across;
  let top = paper.y + 4;
  for (const [place, { label, value, note }] of view.figures.entries()) {
    const left = edge + (place % across) * (width + 8);
    if (place > 0 && place % across === 0) top += cardHeight + 8;
    paper.lineWidth(0.75).roundedRect(left, top, width, cardHeight, 4).stroke(line);
    const within = { width: width - 16, lineBreak: true, height: 22, ellipsis: true };
    paper
      .fillColor(soft)
      .fontSize(8.5)
      .text(label, left + 8, top + 6, { ...within, height: 11 });
    paper
      .fillColor(port)
      .fontSize(15)
      .text(value, left + 8, top + 17, { ...within, height: 18 });
    paper
      .fillColor(soft)
      .fontSize(7.5)
      .text(note, left + 8, top + 38, within);
  }
  paper.x = edge;
  paper.y = view.figures.length === 0 ? paper.y : top + cardHeight + 14;
}

function section(paper: Paper, table: ReportTable, picture: Uint8Array | null): void {
  const size = picture === null ? null : sizeOf(picture);
  // a head of a table without a line below it says nothing
  keepTogether(paper, 60 + (size?.height ?? 0) + 18 * (1 + Math.min(table.rows.length, 3)));
  paper
    .fillColor(port)
    .fontSize(13)
    .text(table.heading, edge, paper.y + 6, { width: room });
  if (table.text !== null) paper.fillColor(soft).fontSize(8.5).text(table.text, { width: room });
  paper.moveDown(0.3);
  if (picture !== null && size !== null) {
    paper.image(Buffer.from(picture), edge, paper.y, size);
    paper.y += size.height + 6;
  }
  const widths = columnWidths(table);
  row(paper, table.columns, widths, true);
  for (const cells of table.rows) {
    if (paper.y + 30 > bottom) {
      paper.addPage();
      row(paper, table.columns, widths, true);
    }
    row(paper, cells, widths, false);
  }
  paper.y += 6;
}

/** From the head of a PNG (RFC 2083, 4.1.1). */
function sizeOf(picture: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(picture.buffer, picture.byteOffset);
  const points = (dots: number): number => (dots / dotsPerUnit) * perUnit;
  return { width: points(view.getUint32(16)), height: points(view.getUint32(20)) };
}

/** The Chinese face has curly quotes as wide as a character, which tears English apart. */
function inOneFace(view: ReportView): ReportView {
  if (view.locale !== 'en') return view;
  return JSON.parse(JSON.stringify(view), (_key, value: unknown) =>
    typeof value === 'string' ? value.replace(/[“”]/g, '"').replace(/[‘’]/g, "'") : value,
  );
}

function columnWidths({ columns, rows }: ReportTable): readonly number[] {
  const first = Math.max(...[columns, ...rows].map(([cell = '']) => widthOf(cell)));
  const share = Math.min(0.42, Math.max(0.16, first / 70));
  return columns.map((_, place) => room * (place === 0 ? share : (1 - share) / (columns.length - 1)));
}

/** Chinese characters are two columns wide. */
function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
}

function row(paper: Paper, cells: readonly string[], widths: readonly number[], isHead: boolean): void {
  const top = paper.y;
  const size = cells.length > 9 ? 7 : 8.5;
  paper.fontSize(size);
  const heights = cells.map((cell, place) => paper.heightOfString(cell, { width: (widths[place] ?? 0) - 6 }));
  const height = Math.max(...heights) + 6;
  let left = edge;
  for (const [place, cell] of cells.entries()) {
    const width = widths[place] ?? 0;
    const align = place === 0 ? 'left' : 'right';
    paper.fillColor(isHead ? soft : ink).text(cell, left + 3, top + 3, { width: width - 6, align });
    left += width;
  }
  paper
    .lineWidth(isHead ? 1 : 0.5)
    .moveTo(edge, top + height)
    .lineTo(edge + room, top + height)
    .stroke(isHead ? soft : line);
  paper.x = edge;
  paper.y = top + height;
}

function keepTogether(paper: Paper, height: number): void {
  if (paper.y + height > bottom) paper.addPage();
}

function numberPages(paper: Paper, foot: string): void {
  const { start, count } = paper.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    paper.switchToPage(page);
    // below the margin, where text would begin another page
    paper.page.margins.bottom = 0;
    paper
      .fillColor(soft)
      .fontSize(8)
      .text(`${foot} · ${page + 1} / ${count}`, edge, bottom + 14, { width: room, lineBreak: false });
  }
}
