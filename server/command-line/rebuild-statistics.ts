import { rebuildStatistics as rebuild } from '../actions/queue/rebuild-statistics.ts';
import type { Command } from './command.ts';

export const rebuildStatistics: Command = {
  name: 'rebuild-statistics',
  usage: 'rebuild-statistics',
  summary: 'folds the events of every day anew; the hall may go on meanwhile',
  options: {},
  async run({ open, print }) {
    const days = await rebuild(await open());
    print(`The statistics of ${days} days were made anew from their events.`);
    return 0;
  },
};
