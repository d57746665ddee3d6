import { z } from 'zod';
import { type CatalogueEdit, edited, wrong } from './catalogue-edit.ts';
import { code, whole, words } from './input-parts.ts';

const schema = z.object({
  code,
  name: words(60),
  summary: words(),
  where: words(200),
  minutes: whole(1, 480),
});

/** A new service, switched off until its materials have been entered. */
export const createService: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'service.create',
  schema,
  siteOf: () => null,
  read: () => null,
  apply: (records, _subject, input) => {
    if (records.services.some((service) => service.code === input.code)) return wrong('code', 'twice');
    const sort = Math.max(0, ...records.services.map((service) => service.sort)) + 10;
    const service = { ...input, online: false, active: false, verified: false, sort };
    return edited({ ...records, services: [...records.services, service] });
  },
};
