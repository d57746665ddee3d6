import { z } from 'zod';
import type { ReasonText } from '../../domain/catalogue/reason-text.ts';
import type { PartnerOutlet } from '../../domain/catalogue/site.ts';
import { locales } from '../../domain/catalogue/words.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem } from './catalogue-edit.ts';
import { code, flag, optionalText, rows, telephone, text, webAddress, words } from './input-parts.ts';

const outlet = z.object({
  city: text(20),
  name: words(100),
  address: words(200),
  telephone,
  remove: flag,
});
const typedOfOutlet = ['name.zh-CN', 'name.en', 'address.zh-CN', 'address.en', 'telephone'];
const outletSchema = z.object({ outlets: rows(typedOfOutlet, outlet) });

/** Bank branches that issue cards. */
export const editOutlets: CatalogueEdit<z.infer<typeof outletSchema>> = {
  action: 'outlet.change',
  schema: outletSchema,
  siteOf: () => null,
  read: (records) => ({
    outlets: Object.fromEntries(
      records.outlets.map(({ id, city, name, address, telephone: number }) => [
        id,
        { city, name, address, telephone: number },
      ]),
    ),
  }),
  apply: (records, _subject, input, { newId }) => {
    const problems: FieldProblem[] = [];
    const outlets: PartnerOutlet[] = [];
    for (const [key, { remove, ...given }] of Object.entries(input.outlets)) {
      const known = records.outlets.find(({ id }) => id === key);
      if ((known === undefined && !key.startsWith('new')) || remove) continue;
      if (!records.cities.some((city) => city.code === given.city))
        problems.push(problem(`outlets.${key}.city`, 'not_allowed'));
      else outlets.push({ id: known?.id ?? newId(), verified: known?.verified ?? false, ...given });
    }
    return problems.length > 0 ? { ok: false, problems } : edited({ ...records, outlets });
  },
};

const reasonSchema = z.object({
  reasons: rows(['text.zh-CN', 'text.en'], z.object({ text: words(120), remove: flag })),
});

/** Reasons of closures, in the order in which they are offered. */
export const editReasonTexts: CatalogueEdit<z.infer<typeof reasonSchema>> = {
  action: 'reason.change',
  schema: reasonSchema,
  siteOf: () => null,
  read: (records) => ({
    reasons: Object.fromEntries(records.reasonTexts.map(({ id, text: both }) => [id, { text: both }])),
  }),
  apply: (records, _subject, input, { newId }) => {
    const problems: FieldProblem[] = [];
    const reasonTexts: ReasonText[] = [];
    for (const [key, { remove, text: both }] of Object.entries(input.reasons)) {
      const known = records.reasonTexts.some(({ id }) => id === key);
      if ((!known && !key.startsWith('new')) || remove) continue;
      const twice = locales.find((locale) => reasonTexts.some((one) => one.text[locale] === both[locale]));
      if (twice !== undefined) problems.push(problem(`reasons.${key}.text.${twice}`, 'twice'));
      else reasonTexts.push({ id: known ? key : newId(), text: both });
    }
    return problems.length > 0 ? { ok: false, problems } : edited({ ...records, reasonTexts });
  },
};

const link = z.object({ label: words(100), url: webAddress });
const linkSchema = z.object({ links: z.record(z.string(), link) });

/** Addresses elsewhere. Pages name them by their codes, so none is added or removed here. */
export const editLinks: CatalogueEdit<z.infer<typeof linkSchema>> = {
  action: 'link.change',
  schema: linkSchema,
  siteOf: () => null,
  read: (records) => ({
    links: Object.fromEntries(records.links.map((one) => [one.code, { label: one.label, url: one.url }])),
  }),
  apply: (records, _subject, input) =>
    edited({ ...records, links: records.links.map((one) => ({ ...one, ...input.links[one.code] })) }),
};

const city = z.object({ code: optionalText(20).optional(), name: words(40), remove: flag });
const citySchema = z.object({ cities: rows(['code', 'name.zh-CN', 'name.en'], city) });

/** Cities, in the order in which they are shown. */
export const editCities: CatalogueEdit<z.infer<typeof citySchema>> = {
  action: 'city.change',
  schema: citySchema,
  siteOf: () => null,
  read: (records) => ({
    cities: Object.fromEntries(records.cities.map((one) => [one.code, { name: one.name }])),
  }),
  apply: (records, _subject, input) => {
    const problems: FieldProblem[] = [];
    const cities = Object.entries(input.cities).flatMap(([key, { remove, name, code: wanted }]) => {
      const known = records.cities.some((one) => one.code === key);
      const used = [...records.sites, ...records.outlets].some((one) => one.city === key);
      if (remove && used) problems.push(problem(`cities.${key}.remove`, 'in_use'));
      if (remove) return [];
      const read = code.safeParse(wanted ?? '');
      if (!known && !read.success) problems.push(problem(`cities.${key}.code`, 'wrong_format'));
      if (!known && records.cities.some((one) => one.code === read.data))
        problems.push(problem(`cities.${key}.code`, 'twice'));
      return [{ code: known ? key : (read.data ?? ''), name }];
    });
    return problems.length > 0 ? { ok: false, problems } : edited({ ...records, cities });
  },
};
