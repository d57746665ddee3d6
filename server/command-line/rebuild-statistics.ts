import { rebuildStatistics as rebuild } from '../actions/queue/rebuild-statistics.ts';
import type { Command } from './command.ts';
import { requireCurrent } from './require-current.ts';

export const rebuildStatistics: Command = {
  name: 'rebuild-statistics',
  usage: 'rebuild-statistics',
  summary: 'folds the events of every day anew; the hall may go on meanwhile',
  options: {},
  async run({ open, print }) {
    const system = await open();
    await requireCurrent(system);
    const days = await rebuild(system);
    print(`The statistics of ${days} days were made anew from their events.`);
    return 0;
  },
};
