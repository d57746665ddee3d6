import type { City } from '../../server/domain/catalogue/catalogue.ts';
import type { CatalogueRecords } from '../../server/domain/catalogue/records.ts';
import type { Site } from '../../server/domain/catalogue/site.ts';
import { seedCatalogue } from '../catalogue.ts';

/** Invented: no office of these cities is known to us, and every name says that it is a demonstration. */
const inventedCities: readonly City[] = [
  { code: 'DEMO-1', name: { 'zh-CN': '演示一市', en: 'Demonstration City 1' } },
  { code: 'DEMO-2', name: { 'zh-CN': '演示二市', en: 'Demonstration City 2' } },
  { code: 'DEMO-3', name: { 'zh-CN': '演示三市', en: 'Demonstration City 3' } },
  { code: 'DEMO-4', name: { 'zh-CN': '演示四市', en: 'Demonstration City 4' } },
  { code: 'DEMO-5', name: { 'zh-CN': '演示五市', en: 'Demonstration City 5' } },
  { code: 'DEMO-6', name: { 'zh-CN': '演示六市', en: 'Demonstration City 6' } },
  { code: 'DEMO-7', name: { 'zh-CN': '演示七市', en: 'Demonstration City 7' } },
  { code: 'DEMO-8', name: { 'zh-CN': '演示八市', en: 'Demonstration City 8' } },
];

const pattern = 'BJ-TSY';

/** The catalogue with so many invented sites more, spread over eight invented cities. */
export function withManySites(count: number): CatalogueRecords {
  if (count === 0) return seedCatalogue;
  const like = seedCatalogue.sites.find(({ code }) => code === pattern);
  if (like === undefined) throw new Error(`there is no site ${pattern}`);
  return {
    ...seedCatalogue,
    cities: [...seedCatalogue.cities, ...inventedCities],
    sites: [
      ...seedCatalogue.sites,
      ...Array.from({ length: count }, (_, index) => inventedSite(like, index + 1)),
    ],
  };
}

/** Works as the pattern does, under codes of its own. */
function inventedSite(like: Site, number: number): Site {
  const digits = String(number).padStart(5, '0');
  const code = `DEMO-${digits}`;
  const city = inventedCities[(number - 1) % inventedCities.length];
  if (city === undefined) throw new Error('there are no invented cities');
  const own = (id: string) => id.replace(pattern, code);
  return {
    ...like,
    code,
    city: city.code,
    name: { 'zh-CN': `${city.name['zh-CN']}窗口 ${digits}`, en: `${city.name.en}, office ${digits}` },
    address: {
      'zh-CN': `${city.name['zh-CN']}演示路 ${number} 号`,
      en: `${number} Demonstration Road, ${city.name.en}`,
    },
    telephone: null,
    website: null,
    note: { 'zh-CN': '演示数据,并无此窗口。', en: 'Demonstration data: this office does not exist.' },
    exceptions: [],
    queues: like.queues.map((queue) => ({ ...queue, id: own(queue.id) })),
    services: like.services.map((line) => ({ ...line, queue: own(line.queue) })),
    counters: like.counters.map((counter) => ({
      ...counter,
      code: own(counter.code),
      queues: counter.queues.map(own),
    })),
    verified: false,
    sort: 1000 + number,
  };
}
