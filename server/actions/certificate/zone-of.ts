import type { Catalogue } from '../../domain/catalogue/catalogue.ts';

const usualZone = 'Asia/Shanghai';

/** The zone in which days are counted for a certificate: that of its site, else that of the offices. */
export function zoneOf({ sites }: Pick<Catalogue, 'sites'>, site: string | null): string {
  return (site === null ? undefined : sites.get(site))?.timeZone ?? usualZone;
}
