import sqlite3 from 'sqlite3';

/** A connection of its own, without the pool and the settings of the application. */
export interface RawConnection {
  run(sql: string): Promise<void>;
  /** the first column of the first row */
  value(sql: string): Promise<unknown>;
  close(): Promise<void>;
}

/** `patience`: how long it waits for the locks of others, milliseconds. The file is made when it is not there. */
export async function connectRaw(file: string, patience: number): Promise<RawConnection> {
  const database = await new Promise<sqlite3.Database>((opened, failed) => {
    const made = new sqlite3.Database(file, (error) => (error === null ? opened(made) : failed(error)));
  });
  database.configure('busyTimeout', patience);
  return {
    run: (sql) =>
      new Promise((done, failed) => {
        database.exec(sql, (error) => (error === null ? done() : failed(error)));
      }),
    value: (sql) =>
      new Promise((found, failed) => {
        database.get(sql, (error, row: Record<string, unknown> | undefined) =>
          error === null ? found(Object.values(row ?? {})[0]) : failed(error),
        );
      }),
    close: () =>
      new Promise((closed) => {
        database.close(() => closed());
      }),
  };
}
