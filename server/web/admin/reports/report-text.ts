import type { ReportMailView } from './report-view.ts';

/** The same in plain text, for whoever reads mail so. */
export function reportText(view: ReportMailView): string {
  const figures = view.figures.map(({ label, value, note }) => `${label}: ${value} (${note})`);
  const tables = view.tables.flatMap(({ heading, text, columns, rows }) => [
    '',
    `== ${heading} ==`,
    ...(text === null ? [] : [text]),
    ...[columns, ...rows].map((cells) => cells.join(' | ')),
  ]);
  const said = [
    ...[view.heading, view.offices, view.period, ''],
    ...view.closed,
    ...(view.nothing === null ? [] : [view.nothing]),
    ...figures,
    ...tables,
    ...['', view.button.label, view.button.href, '', view.footer, view.stop.label, view.stop.href],
  ];
  return `${said.join('\n').replace(/\n{3,}/g, '\n\n')}\n`;
}
