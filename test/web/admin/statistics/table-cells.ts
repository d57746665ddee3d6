/** The cells of a CSV file without its head. */
export function cells(text: string): string[][] {
  const lines = text
    .replace(/^\ufeff/, '')
    .trimEnd()
    .split('\r\n');
  return lines.slice(1).map((line) => line.split(','));
}

/** What a row says after its name. */
export function numbers(row: readonly string[] | undefined): number[] {
  return (row ?? []).slice(1).map(Number);
}
