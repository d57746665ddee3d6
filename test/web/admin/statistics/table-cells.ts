/** The cells of a CSV file without its head. */
export function cells(text: string): string[][] {
  const lines = text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
  return lines.slice(1).map((line) => line.split(','));
}
