import { releaseRefused } from '../../store/message/outbox-store.ts';
import type { System } from '../system.ts';

/** At a start, with what may be another mail server: what the one before has refused for its settings is tried again. Answers how much. */
export async function releaseRefusedMail({
  config,
  database,
  clock,
}: Pick<System, 'config' | 'database' | 'clock'>): Promise<number> {
  if (config.smtpUrl === null) return 0;
  return releaseRefused(database.writer, { kind: 'mail' }, clock.now());
}
