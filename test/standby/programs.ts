import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** What a standby needs besides the hall; none of it is a package of npm. */
export interface Programs {
  /** folder of initdb and postgres */
  readonly postgres: string;
  /** PostgreSQL refuses root: who runs it then; null: whoever runs the drill */
  readonly user: { readonly uid: number; readonly gid: number } | null;
}

const versions = '/usr/lib/postgresql';

/** Where the programs are, or what is missing, in words. */
export function findPrograms(): Programs | string {
  const missing = ['patroni', 'etcd', 'haproxy'].filter(
    (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).error !== undefined,
  );
  const postgres = newestPostgres();
  if (postgres === null) missing.push('postgresql');
  if (missing.length > 0 || postgres === null) return `${missing.join(', ')} not installed`;
  if (process.getuid?.() !== 0) return { postgres, user: null };
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  try {
    return { postgres, user: { uid: id('-u'), gid: id('-g') } };
  } catch {
    return 'there is no user postgres, and PostgreSQL does not run as root';
  }
}

function newestPostgres(): string | null {
  const found = existsSync(versions) ? readdirSync(versions) : [];
  const [newest] = found
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => `${versions}/${version}/bin`)
    .filter((folder) => existsSync(`${folder}/initdb`));
  return newest ?? null;
}
