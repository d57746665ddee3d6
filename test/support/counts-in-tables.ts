/** What says how many, how long or how much; no time of day, no date, no telephone, no code. */
const count =
  /^[+−-]?\d{1,3}(?:,?\d{3})*(?:\.\d+)?(?:\s?[–/]\s?\d[\d,.]*)?\s?(?:%|ms|s|min|分钟|秒|毫秒|个|项|次|人|bookings?)?$/;
const nothing = /^[–—-]?$/;

const textOf = (html: string): string =>
  html
    .replace(/<br>[\s\S]*$/, '')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .trim();

const isAtTheRight = (attributes: string): boolean => /class="[^"]*\bend\b[^"]*"/.test(attributes);
const hasEvenDigits = (attributes: string): boolean => /class="[^"]*\bnumber\b[^"]*"/.test(attributes);

const cellsOf = (row: string): { attributes: string; text: string }[] =>
  [...row.matchAll(/<t[hd]([^>]*)>([\s\S]*?)<\/t[hd]>/g)].map(([, attributes = '', inner = '']) => ({
    attributes,
    text: textOf(inner),
  }));

const rowsOf = (html: string) =>
  [...html.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => cellsOf(row));

/** Columns of tables whose counts do not stand at the right, in digits of one width, below a head that does, too. */
export function countsAstray(html: string): string[] {
  return [...html.matchAll(/<table(?![^>]*(?:calendar-month|settings__table))[\s\S]*?<\/table>/g)].flatMap(
    ([table]) => {
      const [head = '', body = ''] = table.split('<tbody>');
      const rows = rowsOf(body);
      const [titles = [], ...moreTitles] = rowsOf(head);
      const columns = Math.max(0, ...rows.map((row) => row.length));
      return Array.from({ length: columns }, (_, at) => at).flatMap((at) => {
        const cells = rows
          .flatMap((row) => row[at] ?? [])
          .filter(({ attributes }) => !attributes.includes('scope="row"'));
        const said = cells.filter(({ text }) => !nothing.test(text));
        if (said.length === 0 || !said.every(({ text }) => count.test(text))) return [];
        const title = moreTitles.length > 0 ? undefined : titles[at];
        const name = `${title?.text ?? `column ${at + 1}`}: ${said[0]?.text}`;
        const astray = cells.some(
          ({ attributes }) => !isAtTheRight(attributes) || !hasEvenDigits(attributes),
        );
        const headAstray = title !== undefined && !isAtTheRight(title.attributes);
        return [...(astray ? [name] : []), ...(headAstray ? [`head of ${name}`] : [])];
      });
    },
  );
}
