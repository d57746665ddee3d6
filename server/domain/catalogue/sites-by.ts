import type { Site } from './site.ts';

/** Sites together that have the same of something, in the order in which each is met first: what is the same for all is asked once. */
export function sitesBy(
  sites: Iterable<Site>,
  of: (site: Site) => string,
): ReadonlyMap<string, readonly Site[]> {
  const groups = new Map<string, Site[]>();
  for (const site of sites) {
    const key = of(site);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [site]);
    else group.push(site);
  }
  return groups;
}
