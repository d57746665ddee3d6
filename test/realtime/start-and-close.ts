import type { Engine } from '../../server/store/database.ts';
import { startSystem } from '../support/hall-system.ts';

// What `ends-by-itself` runs in a process of its own.
const [engine, databaseUrl = ''] = process.argv.slice(2);
const hall = await startSystem({ engine: engine as Engine, databaseUrl });
await hall.close();
