import { z } from 'zod';
import type { Service } from '../../domain/catalogue/service.ts';
import { type CatalogueEdit, edited, withChanged } from './catalogue-edit.ts';
import { flag, whole, words } from './input-parts.ts';

const schema = z.object({
  name: words(60),
  summary: words(),
  where: words(200),
  minutes: whole(1, 480),
  online: flag,
  active: flag,
  sort: whole(0, 100_000),
});

/** What a service is called, how long it takes and whether it is offered at all. */
export const editService: CatalogueEdit<z.infer<typeof schema>> = {
  action: 'service.change',
  schema,
  siteOf: () => null,
  read: (records, subject) => {
    const service = records.services.find(({ code }) => code === subject);
    if (service === undefined) return null;
    const { name, summary, where, minutes, online, active, sort }: Service = service;
    return { name, summary, where, minutes, online, active, sort };
  },
  apply: (records, subject, input) =>
    edited({
      ...records,
      services: withChanged(records.services, subject, (service) => ({ ...service, ...input })),
    }),
};
