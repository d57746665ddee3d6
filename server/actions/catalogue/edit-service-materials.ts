import { z } from 'zod';
import type { MaterialForm, ServiceMaterial } from '../../domain/catalogue/service.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem } from './catalogue-edit.ts';
import { choice, flag, optionalText, optionalWords, rows } from './input-parts.ts';

export const materialForms: readonly MaterialForm[] = ['original', 'copy', 'original_or_copy', 'any'];

/** Inputs of a line: how a material is asked for. */
export const materialLine = {
  form: choice(['original', 'copy', 'original_or_copy', 'any']),
  sealed: flag,
  bring: flag,
  note: optionalWords(200),
  active: flag,
  remove: flag,
};

/** Those of them that are empty in a new row. */
export const typedOfLine = ['sealed', 'bring', 'note.zh-CN', 'note.en', 'active'] as const;

/** A line as its form shows it. */
export function shownLine({ form, sealed, bring, note, active }: ServiceMaterial): object {
  return { form, sealed, bring, note, active };
}

const row = z.object({
  material: optionalText(60).optional(),
  site: optionalText(60).optional(),
  ...materialLine,
});
const schema = z.object({ lines: rows(['material', 'site', ...typedOfLine], row) });

/** The key of a line in the form. */
export function lineKey({ material, site }: Pick<ServiceMaterial, 'material' | 'site'>): string {
  return site === null ? material : `${material}|${site}`;
}

/** What a service asks for, everywhere or as the addition of one site. */
export const editServiceMaterials: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'service.materials',
  schema,
  siteOf: () => null,
  read: (records, subject) => {
    if (!records.services.some(({ code }) => code === subject)) return null;
    const own = records.serviceMaterials.filter(({ service }) => service === subject);
    return { lines: Object.fromEntries(own.map((line) => [lineKey(line), shownLine(line)])) };
  },
  apply: (records, subject, input) => {
    const own = records.serviceMaterials.filter(({ service }) => service === subject);
    const problems: FieldProblem[] = [];
    const lines: ServiceMaterial[] = [];
    for (const [key, { remove, material: wanted, site: at, ...rest }] of Object.entries(input.lines)) {
      const known = own.find((line) => lineKey(line) === key);
      if ((known === undefined && !key.startsWith('new')) || remove) continue;
      const material = known?.material ?? wanted ?? '';
      const site = known === undefined ? (at ?? null) : known.site;
      const field = (name: string) => `lines.${key}.${name}`;
      if (!records.materials.some(({ code }) => code === material))
        problems.push(problem(field('material'), material === '' ? 'required' : 'not_allowed'));
      else if (site !== null && !records.sites.some(({ code }) => code === site))
        problems.push(problem(field('site'), 'not_allowed'));
      else if (
        [...own, ...lines].some((line) => line !== known && lineKey(line) === lineKey({ material, site }))
      )
        problems.push(problem(field('material'), 'twice'));
      else {
        const { verified = false, sort = (lines.length + 1) * 10 } = known ?? {};
        lines.push({ service: subject, material, site, ...rest, verified, sort });
      }
    }
    if (problems.length > 0) return { ok: false, problems };
    const others = records.serviceMaterials.filter(({ service }) => service !== subject);
    return edited({ ...records, serviceMaterials: [...others, ...lines] });
  },
};
