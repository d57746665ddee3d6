import { settleAllClosed } from '../actions/agency/settle-closed.ts';
import { sweepUploads } from '../actions/agency/sweep-uploads.ts';
import type { System } from '../actions/system.ts';
import { sweep } from '../store/sweep.ts';
import { endDays } from './end-days.ts';
import { forgetWhatIsOver } from './retention.ts';
import type { Job } from './schedule.ts';
import { fulfilDeletions } from './wished-deletions.ts';

/** What runs by the clock, and when. Delivery of messages has its own rhythm. */
export function everyJob(system: System): readonly Job[] {
  return [
    { name: 'end-days', pattern: '20 * * * * *', run: () => endDays(system) },
    {
      name: 'sweep',
      pattern: '40 */5 * * * *',
      run: () => sweep(system.database.writer, system.clock.now()),
    },
    { name: 'uploads', pattern: '10 7 * * * *', run: () => sweepUploads(system) },
    { name: 'closed-cases', pattern: '50 */5 * * * *', run: () => settleAllClosed(system) },
    { name: 'wished-deletions', pattern: '30 */5 * * * *', run: () => fulfilDeletions(system) },
    { name: 'retention', pattern: '0 17 3 * * *', run: () => forgetWhatIsOver(system) },
  ];
}
