import pg from 'pg';
import { boundedConnection, writerBounds } from './bounded-postgres.ts';
import { type OutageReason, outageOf } from './outage.ts';

const pause = 500;

/**
 * Waits for a PostgreSQL that is still down, or has no connection to spare, and says so once. Throws what will not pass by itself: a wrong
 * password, a database that does not exist.
 */
export async function untilItAnswers(url: string, say: (reason: OutageReason) => void): Promise<void> {
  for (let said = false; ; said = true) {
    const client = new pg.Client(boundedConnection(url, 'hall-start', writerBounds));
    client.on('error', () => {});
    try {
      await client.connect();
      await client.query('select 1');
      return;
    } catch (error) {
      const reason = outageOf(error);
      if (reason !== 'database_away' && reason !== 'too_busy') throw error;
      if (!said) say(reason);
      await new Promise((resolve) => setTimeout(resolve, pause));
    } finally {
      await client.end().catch(() => {});
    }
  }
}
