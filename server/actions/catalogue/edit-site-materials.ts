import { z } from 'zod';
import type { ServiceMaterial } from '../../domain/catalogue/service.ts';
import { type CatalogueEdit, edited, type FieldProblem, problem } from './catalogue-edit.ts';
import { materialLine, shownLine, typedOfLine } from './edit-service-materials.ts';
import { siteNamed } from './edit-site.ts';
import { optionalText, rows } from './input-parts.ts';

const row = z.object({
  service: optionalText(60).optional(),
  material: optionalText(60).optional(),
  ...materialLine,
});
const schema = z.object({ lines: rows(['service', 'material', ...typedOfLine], row) });

/** The key of an office's line in its form. */
export function ownLineKey({ service, material }: Pick<ServiceMaterial, 'service' | 'material'>): string {
  return `${service}|${material}`;
}

/** What one office asks for beside what every office does. The lists of all offices stay as they are. */
export const editSiteMaterials: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'site.materials',
  schema,
  siteOf: (subject) => subject,
  read: (records, subject) => {
    if (siteNamed(records, subject) === undefined) return null;
    const own = records.serviceMaterials.filter(({ site }) => site === subject);
    return { lines: Object.fromEntries(own.map((line) => [ownLineKey(line), shownLine(line)])) };
  },
  apply: (records, subject, input) => {
    const own = records.serviceMaterials.filter(({ site }) => site === subject);
    const problems: FieldProblem[] = [];
    const lines: ServiceMaterial[] = [];
    for (const [key, given] of Object.entries(input.lines)) {
      const { remove, service: ofService, material: wanted, ...rest } = given;
      const known = own.find((line) => ownLineKey(line) === key);
      if ((known === undefined && !key.startsWith('new')) || remove) continue;
      const { service, material } = known ?? { service: ofService ?? '', material: wanted ?? '' };
      const field = (name: string) => `lines.${key}.${name}`;
      if (!records.services.some(({ code }) => code === service))
        problems.push(problem(field('service'), service === '' ? 'required' : 'not_allowed'));
      else if (!records.materials.some(({ code }) => code === material))
        problems.push(problem(field('material'), material === '' ? 'required' : 'not_allowed'));
      else if (
        known === undefined &&
        [...own, ...lines].some((line) => ownLineKey(line) === ownLineKey({ service, material }))
      )
        problems.push(problem(field('material'), 'twice'));
      else {
        const { verified = false, sort = afterAll(records.serviceMaterials, service) } = known ?? {};
        lines.push({ service, material, site: subject, ...rest, verified, sort });
      }
    }
    if (problems.length > 0) return { ok: false, problems };
    const others = records.serviceMaterials.filter(({ site }) => site !== subject);
    return edited({ ...records, serviceMaterials: [...others, ...lines] });
  },
};

/** A place behind all lines of a service. */
function afterAll(lines: readonly ServiceMaterial[], service: string): number {
  return Math.max(0, ...lines.filter((one) => one.service === service).map(({ sort }) => sort)) + 10;
}
