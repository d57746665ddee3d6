import { z } from 'zod';
import type { Material } from '../../domain/catalogue/service.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem } from './catalogue-edit.ts';
import { choice, code, flag, optionalText, rows, words } from './input-parts.ts';

const row = z.object({
  code: optionalText(40).optional(),
  name: words(80),
  providedBy: choice(['enterprise', 'legal_person', 'operator', 'handling_person']),
  perCard: flag,
  remove: flag,
});
const schema = z.object({ materials: rows(['code', 'name.zh-CN', 'name.en', 'perCard'], row) });

/** All materials that services can ask for. */
export const editMaterials: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'material.change',
  schema,
  siteOf: () => null,
  read: (records) => ({
    materials: Object.fromEntries(
      records.materials.map(({ code: key, name, providedBy, perCard = false }) => [
        key,
        { name, providedBy, perCard },
      ]),
    ),
  }),
  apply: (records, _subject, input) => {
    const problems: FieldProblem[] = [];
    const materials: Material[] = [];
    for (const [key, { remove, code: wanted, ...rest }] of Object.entries(input.materials)) {
      const known = records.materials.some((material) => material.code === key);
      if (!known && !key.startsWith('new')) continue;
      const asked = records.serviceMaterials.some(({ material }) => material === key);
      if (remove && asked) problems.push(problem(`materials.${key}.remove`, 'in_use'));
      if (remove) continue;
      const read = code.safeParse(wanted ?? '');
      if (!known && !read.success) problems.push(problem(`materials.${key}.code`, 'wrong_format'));
      else if (!known && records.materials.some((material) => material.code === read.data))
        problems.push(problem(`materials.${key}.code`, 'twice'));
      else materials.push({ ...rest, code: known ? key : (read.data ?? '') });
    }
    return problems.length > 0 ? { ok: false, problems } : edited({ ...records, materials });
  },
};
