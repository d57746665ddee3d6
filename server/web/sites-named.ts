import type { Catalogue } from '../domain/catalogue/catalogue.ts';
import type { Site } from '../domain/catalogue/site.ts';
import type { Words } from '../domain/catalogue/words.ts';

/** The offices with these words in their name, code or city, whatever the language. */
export function sitesNamed(
  sites: readonly Site[],
  { cities }: Pick<Catalogue, 'cities'>,
  words: string,
): readonly Site[] {
  const wanted = words.toLowerCase();
  if (wanted === '') return sites;
  const near = new Set(cities.flatMap(({ code, name }) => (says(name, wanted) ? [code] : [])));
  return sites.filter(
    ({ code, name, city }) => near.has(city) || code.toLowerCase().includes(wanted) || says(name, wanted),
  );
}

function says(name: Words, wanted: string): boolean {
  return Object.values(name).some((one) => one.toLowerCase().includes(wanted));
}
