import type { DeclaredList } from '../../../../server/web/admin/list/declared-list.ts';

export interface Head {
  readonly label: string;
  /** where it sorts; null: it cannot be sorted */
  readonly href: string | null;
  readonly sort: string | null;
}

/** What somebody sees of one list of a page. */
export interface ListOnPage {
  readonly heads: readonly Head[];
  readonly rows: readonly (readonly string[])[];
  readonly files: readonly string[];
  readonly next: string | null;
  readonly previous: string | null;
}

export interface Control {
  readonly chosen: string;
  /** of one that is typed: something that could be */
  readonly choices: readonly string[];
}

/** The filters above a list, by name. */
export type Controls = ReadonlyMap<string, Control>;

/** Null: the page does not show the table of this list. */
export function listOnPage(html: string, { name, prefix }: DeclaredList, label: string): ListOnPage | null {
  const named = prefix === undefined ? `aria-label="${escaped(label)}"` : `aria-labelledby="${name}"`;
  const part = html
    .split('<div class="list-head">')
    .slice(1)
    .find((one) => one.includes(named));
  if (part === undefined) return null;
  const table = /<table[\s\S]*?<\/table>/.exec(part)?.[0] ?? '';
  const after = part.slice(part.indexOf('</table>'));
  const link = (rel: string): string | null => {
    const href = new RegExp(`<a href="([^"]+)" rel="${rel}"`).exec(after)?.[1];
    return href === undefined ? null : plain(href);
  };
  return {
    heads: [...table.matchAll(/<th scope="col"([^>]*)>(?:<a href="([^"]+)">)?([^<]*)/g)].map(
      ([, attributes = '', href, text = '']) => ({
        label: plain(text),
        href: href === undefined ? null : plain(href),
        sort: /aria-sort="(\w+)"/.exec(attributes)?.[1] ?? null,
      }),
    ),
    rows: [...(table.split('<tbody>')[1] ?? '').matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) =>
      [...row.matchAll(/<t[hd][^>]*>([\s\S]*?)<\/t[hd]>/g)].map(([, cell = '']) => firstText(cell)),
    ),
    files: [...part.matchAll(/<a href="([^"]+)" download/g)].map(([, href = '']) => plain(href)),
    next: link('next'),
    previous: link('prev'),
  };
}

/** The filters of the form that looks for something. */
export function controlsOn(html: string): Controls {
  // the frame has a search of its own above
  const main = html.slice(html.indexOf('<main'));
  const form = /<form[^>]*role="search"[\s\S]*?<\/form>/.exec(main)?.[0] ?? '';
  const selects = [...form.matchAll(/<select[^>]* name="([^"]+)">([\s\S]*?)<\/select>/g)].map(
    ([, name = '', options = '']) =>
      [
        name,
        {
          chosen: plain(/value="([^"]*)" selected/.exec(options)?.[1] ?? ''),
          choices: [...options.matchAll(/value="([^"]*)"/g)].map(([, value = '']) => plain(value)),
        },
      ] as const,
  );
  const inputs = [
    ...form.matchAll(/<input class="input"[^>]* name="([^"]+)" type="(\w+)"\s*value="([^"]*)"/g),
  ].map(([, name = '', value = '']) => [name, { chosen: plain(value), choices: [] }] as const);
  return new Map<string, Control>([...selects, ...inputs]);
}

/** Of a cell, what its first piece says. */
function firstText(cell: string): string {
  const [first = ''] = cell.split(/<br>|<\/(?:a|span)> /);
  return plain(first.replace(/<[^>]+>/g, '').trim());
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll("'", '&#39;');
}

function plain(text: string): string {
  return text
    .replaceAll('&#34;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#38;', '&')
    .replaceAll('&amp;', '&');
}
