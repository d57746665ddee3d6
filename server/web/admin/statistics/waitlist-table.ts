import type { RawTable, TableAsk } from './raw-table.ts';
import { share } from './share.ts';

/** Sites at which somebody joined the waiting list, and what came of it. */
export function waitlistTable({ collected, sites, page }: TableAsk): RawTable {
  return {
    columns: ['site', 'joined', 'offered', 'accepted', 'acceptedRate'],
    rows: sites.flatMap(({ code, name }) => {
      const counts = collected.waits.find(({ site }) => site === code);
      if (counts === undefined) return [];
      const { joined, offered, accepted } = counts;
      return [[name[page.locale], joined, offered, accepted, share(accepted, joined)]];
    }),
  };
}
