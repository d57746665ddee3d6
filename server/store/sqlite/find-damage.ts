import { connectRaw } from './raw-connection.ts';

/** Reads an SQLite database through; takes in its write-ahead log. Answers the first thing that is wrong with it; null: nothing. */
export async function findDamage(file: string): Promise<string | null> {
  const connection = await connectRaw(file, 10_000);
  try {
    const said = String(await connection.value('pragma quick_check(1)'));
    return said === 'ok' ? null : said.replaceAll(/\s+/g, ' ');
  } finally {
    await connection.close();
  }
}
