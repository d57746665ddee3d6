import { settleAllClosed } from '../actions/agency/settle-closed.ts';
import { tidyUploads } from '../actions/agency/sweep-uploads.ts';
import { bookingIndexer } from '../actions/booking/index-bookings.ts';
import { figuresKeeper } from '../actions/queue/keep-figures.ts';
import { recordDays } from '../actions/queue/record-days.ts';
import { sendDueReports } from '../actions/report/send-reports.ts';
import { auditRefused } from '../actions/staff/refused-sign-ins.ts';
import { sealAudit } from '../actions/staff/seal-audit.ts';
import type { System } from '../actions/system.ts';
import { hour, minute } from '../domain/calendar/durations.ts';
import type { JobName } from '../domain/job-name.ts';
import { jobRuns } from '../store/job/job-run-query.ts';
import { sweep } from '../store/sweep.ts';
import { remindOfCertificates } from './certificate-reminders.ts';
import { backupJob } from './daily-backup.ts';
import { endDays } from './end-days.ts';
import { endTimeOffers } from './end-time-offers.ts';
import { type SilentAt, tellOfFloorAlarms } from './floor-alarms.ts';
import { fulfilDeletions } from './requested-deletions.ts';
import { type Forgotten, forgetWhatIsOver, zonesToForget } from './retention.ts';
import type { Job } from './run-job.ts';
import { sendEvents } from './send-events.ts';
import { serveWaitlists } from './serve-waitlists.ts';
import { settleUnsettled } from './settle-conflicts.ts';
import { warnOfStaffing } from './warn-of-staffing.ts';

const nothingSilent: SilentAt = () => Promise.resolve([]);

/** What runs by the clock, and when. Delivery of messages has its own rhythm. */
export function everyJob(
  system: System,
  silentAt: SilentAt = nothingSilent,
): readonly (Job & { readonly name: JobName })[] {
  const { database, clock } = system;
  return [
    { name: 'end-days', pattern: '20 * * * * *', behindAfter: 10 * minute, run: () => endDays(system) },
    {
      name: 'sweep',
      pattern: '40 */5 * * * *',
      behindAfter: hour,
      run: () => sweep(database.writer, clock.now()),
    },
    { name: 'record-days', pattern: '15 * * * * *', behindAfter: hour, run: () => recordDays(system) },
    { name: 'keep-figures', pattern: '45 * * * * *', behindAfter: hour, run: figuresKeeper(system) },
    {
      name: 'index-bookings',
      pattern: '8,23,38,53 * * * * *',
      behindAfter: 10 * minute,
      run: bookingIndexer(system),
    },
    {
      name: 'refused-sign-ins',
      pattern: '2 * * * * *',
      behindAfter: 10 * minute,
      run: () => auditRefused(system),
    },
    { name: 'seal-audit', pattern: '12 * * * * *', behindAfter: 10 * minute, run: () => sealAudit(system) },
    { name: 'events', pattern: '*/5 * * * * *', behindAfter: 10 * minute, run: () => sendEvents(system) },
    { name: 'uploads', pattern: '10 7 * * * *', behindAfter: 3 * hour, run: () => tidyUploads(system) },
    {
      name: 'closed-cases',
      pattern: '50 */5 * * * *',
      behindAfter: hour,
      run: () => settleAllClosed(system),
    },
    {
      name: 'settle-conflicts',
      pattern: '35 */5 * * * *',
      behindAfter: hour,
      run: () => settleUnsettled(system),
    },
    {
      name: 'time-offers',
      pattern: '25 * * * * *',
      behindAfter: 10 * minute,
      run: () => endTimeOffers(system),
    },
    {
      name: 'requested-deletions',
      pattern: '30 */5 * * * *',
      behindAfter: hour,
      run: () => fulfilDeletions(system),
    },
    {
      name: 'floor-alarms',
      pattern: '5 * * * * *',
      behindAfter: 10 * minute,
      run: () => tellOfFloorAlarms(system, silentAt),
    },
    {
      name: 'staffing-warnings',
      pattern: '25 12 * * * *',
      behindAfter: 3 * hour,
      run: () => warnOfStaffing(system),
    },
    { name: 'reports', pattern: '50 * * * * *', behindAfter: hour, run: () => sendDueReports(system) },
    {
      name: 'waitlists',
      pattern: '*/15 * * * * *',
      behindAfter: 10 * minute,
      run: () => serveWaitlists(system),
    },
    {
      name: 'certificate-reminders',
      pattern: '45 11 * * * *',
      behindAfter: 3 * hour,
      run: () => remindOfCertificates(system),
    },
    retentionJob(system),
    ...(system.config.backups === null ? [] : [backupJob(system, system.config.backups)]),
  ];
}

/** In the night of each office, by its own zone; what a machine that was off has missed, at its next start. */
export function retentionJob(system: System): Job<Forgotten> & { readonly name: 'retention' } {
  const { database } = system;
  return {
    name: 'retention',
    pattern: '47 * * * * *',
    // a whole day, and the hour that a zone may gain
    behindAfter: 25 * hour,
    isDue: async (last) => (await zonesToForget(system, last)).size > 0,
    run: async () => {
      const last = (await jobRuns(database.reader)).get('retention')?.succeededAt ?? null;
      return forgetWhatIsOver(system, await zonesToForget(system, last));
    },
  };
}
