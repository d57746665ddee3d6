// node server/run.mjs ENTRY ARGUMENTS…: runs ENTRY. Node 22.18 and newer run the sources themselves and keep what they compiled.
// An older Node would need a loader, through which hundreds of small files cost more than a second of every start: there the
// sources are joined into one file, and that is run. A thread is started with it as well.
import module from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  // whatever we write is about people, or a secret
  process.umask(0o077);
  endWithNpm();
}

const compiled = fileURLToPath(new URL('../var/compiled', import.meta.url));

const [entry = '', ...given] = process.argv.slice(2);
const source = resolve(entry);
process.argv = [process.execPath, source, ...given];
await import(pathToFileURL(process.features.typescript ? asItIs() : await inOnePiece()).href);

function asItIs() {
  // where nothing can be written it does without
  module.enableCompileCache(compiled);
  return source;
}

async function inOnePiece() {
  process.setSourceMapsEnabled(true);
  const { joinedFile } = await import('./joined-file.mjs');
  const ready = await joinedFile(source);
  // slower through the loader, but the same
  if (ready === null) (await import('tsx/esm/api')).register();
  return ready ?? source;
}

/** npm may be killed by something that knows npm alone: what it has started must not go on without it. */
function endWithNpm() {
  if (!['start', 'demo'].includes(process.env.npm_lifecycle_event)) return;
  const npm = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === npm) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  timer.unref();
}
