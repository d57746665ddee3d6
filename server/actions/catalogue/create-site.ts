import { z } from 'zod';
import type { City } from '../../domain/catalogue/catalogue.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem } from './catalogue-edit.ts';
import { code, optionalTelephone, optionalText, optionalWords, words } from './input-parts.ts';
import { beginningFrom, ownMaterialsFrom, usualOffice } from './office-beginning.ts';

const schema = z.object({
  from: optionalText(40),
  code,
  name: words(100),
  city: optionalText(20),
  newCity: optionalWords(40).optional(),
  address: optionalWords().optional(),
  telephone: optionalTelephone.optional(),
});

/** A new site, like another one or like the usual one: hidden and closed for booking until it is opened. A city is made on the way. */
export const createSite: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.create',
  schema,
  siteOf: () => null,
  read: () => null,
  apply: (records, _subject, input) => {
    const { code: wanted, name, address = null, telephone = null } = input;
    const problems: FieldProblem[] = [];
    if (records.sites.some((site) => site.code === wanted)) problems.push(problem('code', 'twice'));
    const beginning = beginningFrom(records, input.from ?? usualOffice, wanted);
    if (beginning === null) problems.push(problem('from', 'not_allowed'));
    const city = cityFor(records, input);
    if (city === null) problems.push(problem('city', input.city === null ? 'required' : 'not_allowed'));
    if (problems.length > 0 || beginning === null || city === null) return { ok: false, problems };
    const site = {
      ...beginning,
      ...{ code: wanted, name, address, telephone },
      city: city.code,
      website: null,
      note: null,
      bookable: false,
      exceptions: [],
      active: false,
      verified: false,
      sort: Math.max(0, ...records.sites.map(({ sort }) => sort)) + 10,
    };
    const known = records.cities.some((one) => one.code === city.code);
    return edited({
      ...records,
      cities: known ? records.cities : [...records.cities, city],
      sites: [...records.sites, site],
      serviceMaterials: [
        ...records.serviceMaterials,
        ...ownMaterialsFrom(records, input.from ?? usualOffice, wanted),
      ],
    });
  },
};

/** The one that was chosen, or the one that was typed: which may be there already under that name. */
function cityFor(
  { cities }: CatalogueRecords,
  { city, newCity = null }: z.infer<typeof schema>,
): City | null {
  if (city !== null) return cities.find((one) => one.code === city) ?? null;
  if (newCity === null) return null;
  const named = cities.find(({ name }) => name['zh-CN'] === newCity['zh-CN'] || name.en === newCity.en);
  return named ?? { code: cityCode(newCity.en, cities), name: newCity };
}

/** "Chengdu" is CHENGDU. */
function cityCode(name: string, cities: readonly City[]): string {
  const letters =
    name
      .toUpperCase()
      .replace(/[^A-Z]/g, '')
      .slice(0, 16) || 'CITY';
  let found = letters;
  for (let number = 2; cities.some((one) => one.code === found); number += 1) found = `${letters}${number}`;
  return found;
}
