import type { CounterStatistics } from '../../../domain/queue/figures/period-statistics.ts';
import type { RawTable, TableAsk } from './raw-table.ts';
import { hoursOf, share } from './share.ts';

/** What is done at the counters, and what is thought of it. */
export function servicesTable({ collected, catalogue, page }: TableAsk): RawTable {
  const rows = [...collected.together.hall.services].sort((a, b) => b[1].visits - a[1].visits);
  return {
    columns: ['service', 'visits', 'items', 'served', 'missingMaterials', 'missingRate'],
    rows: rows.map(([code, { visits, items, served, missingMaterials }]) => [
      catalogue.services.get(code)?.name[page.locale] ?? code,
      visits,
      items,
      served,
      missingMaterials,
      share(missingMaterials, served),
    ]),
  };
}

/** In the order of the sites' counters; one that there is no more stands at the end, by its code. */
export function countersTable({ collected, sites, page }: TableAsk): RawTable {
  const { counters } = collected.together.hall;
  const names = new Map(
    sites.flatMap((site) =>
      site.counters.flatMap(({ code, label }) => {
        if (!counters.has(code)) return [];
        const name = page.t('statistics.counterOf', { label });
        return [[code, sites.length > 1 ? `${site.name[page.locale]} · ${name}` : name] as const];
      }),
    ),
  );
  const gone = [...counters.keys()].filter((code) => !names.has(code)).sort();
  const row = (name: string, { served, handedOn, open, paused, serving }: CounterStatistics) => [
    name,
    served,
    handedOn,
    hoursOf(open),
    hoursOf(paused),
    hoursOf(serving),
    share(serving, open),
  ];
  return {
    columns: ['counter', 'served', 'handedOn', 'openHours', 'pausedHours', 'servingHours', 'busyRate'],
    rows: [...names.keys(), ...gone].flatMap((code) => {
      const known = counters.get(code);
      const name = names.get(code) ?? page.t('statistics.counterGone', { code });
      return known === undefined ? [] : [row(name, known)];
    }),
  };
}

export function ratingsTable({ collected, page }: TableAsk): RawTable {
  const { counts, total } = collected.together.ratings;
  return {
    columns: ['score', 'count', 'share'],
    rows: ([5, 4, 3, 2, 1] as const).map((score) => {
      const count = counts[score - 1] ?? 0;
      return [page.t(`statistics.score.${score}`), count, share(count, total)];
    }),
  };
}

/** Sites at which somebody was dissatisfied, and how that was followed up. */
export function lowRatingsTable({ collected, sites, page }: TableAsk): RawTable {
  return {
    columns: ['site', 'lowRatings', 'answeredInTime', 'answeredLate', 'unanswered'],
    rows: sites.flatMap(({ code, name }) => {
      const { total, inTime, late, open } = collected.bySite.get(code)?.low ?? nobody;
      return total === 0 ? [] : [[name[page.locale], total, inTime, late, open]];
    }),
  };
}

const nobody = { total: 0, inTime: 0, late: 0, open: 0 };
