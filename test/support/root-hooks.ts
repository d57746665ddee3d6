import { stopPostgres } from './postgres.ts';

let perEngine = { sqlite: 0, postgres: 0, neither: 0 };

export const mochaHooks = {
  beforeAll(): void {
    perEngine = { sqlite: 0, postgres: 0, neither: 0 };
  },
  afterEach(this: Mocha.Context): void {
    const title = this.currentTest?.fullTitle() ?? '';
    if (this.currentTest?.state !== 'passed') return;
    if (title.includes('[sqlite]')) perEngine.sqlite += 1;
    else if (title.includes('[postgres]')) perEngine.postgres += 1;
    else perEngine.neither += 1;
  },
};

export async function mochaGlobalTeardown(): Promise<void> {
  await stopPostgres();
  const { sqlite, postgres, neither } = perEngine;
  console.log(`\n  on SQLite: ${sqlite}   on PostgreSQL: ${postgres}   without a database: ${neither}`);
}
