// node server/run.mjs ENTRY ARGUMENTS…: runs ENTRY. Node 22.18 and newer run the sources themselves and keep what they compiled.
// An older Node would need a loader, through which seven hundred small files cost more than a second of every start: there the
// sources are joined into one file, and that is run: the last one, as long as each of its sources reads as it did. A thread is started with it as well.
import { createHash } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import module from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isMainThread, threadId } from 'node:worker_threads';

if (isMainThread) {
  // whatever we write is about people, or a secret
  process.umask(0o077);
  endWithNpm();
}

/** below the project, where the joined file finds the packages */
const folder = fileURLToPath(new URL('../var/run', import.meta.url));
const compiled = fileURLToPath(new URL('../var/compiled', import.meta.url));
const root = new URL('..', import.meta.url);
/** beside the sources: whatever else the joined file depends on */
const tools = ['server/run.mjs', 'package.json', 'tsconfig.json', 'node_modules/esbuild/package.json'];

const [entry = '', ...given] = process.argv.slice(2);
const source = resolve(entry);
/** says of what the last joined file was made; programs of one name take turns */
const stem = basename(source, '.ts');
const madeOf = `${stem}-of.json`;
process.argv = [process.execPath, source, ...given];
await import(pathToFileURL(process.features.typescript ? asItIs() : await inOnePiece()).href);

function asItIs() {
  // where nothing can be written it does without
  module.enableCompileCache(compiled);
  return source;
}

async function inOnePiece() {
  process.setSourceMapsEnabled(true);
  const ready = known() ?? place(await joined(source));
  // nowhere to write, as on a read-only or full disk: slower through the loader, but the same
  if (ready === null) (await import('tsx/esm/api')).register();
  return ready ?? source;
}

/** What was joined before, if nothing that it was made of reads otherwise now; null: something does, or there is none. */
function known() {
  try {
    const { name, sources, hash } = JSON.parse(readFileSync(join(folder, madeOf), 'utf8'));
    const file = join(folder, name);
    return hashOf(sources) === hash && readable(file) ? file : null;
  } catch {
    return null;
  }
}

/** The joined file names places of the project, so these count, too. */
function hashOf(sources, textOf = new Map()) {
  const hash = createHash('sha256').update(`${root.href} ${process.version}`);
  // one room for all: a thousand of them would stay for a while
  const room = Buffer.alloc(64 * 1024);
  for (const path of [...tools, ...sources]) {
    hash.update(`\0${path}\0`);
    const text = textOf.get(path);
    if (text !== undefined) hash.update(text);
    else for (const part of partsOf(new URL(path, root), room)) hash.update(part);
  }
  return hash.digest('hex');
}

/** A file bit by bit, each in the same room. */
function* partsOf(file, room) {
  const from = openSync(file);
  try {
    for (let read = readSync(from, room); read > 0; read = readSync(from, room)) yield room.subarray(0, read);
  } finally {
    closeSync(from);
  }
}

/** The joined source and the map of its lines; each file keeps its own idea of where it lies. */
async function joined(path) {
  const { build, stop } = await import('esbuild');
  // what was read, not what stands there when all is read
  const textOf = new Map();
  const own = {
    name: 'where a file lies',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        const text = await readFile(file, 'utf8');
        textOf.set(relative(fileURLToPath(root), file), text);
        const contents = text
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(file)));
        return { contents, loader: 'ts' };
      });
    },
  };
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    absWorkingDir: fileURLToPath(root),
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'external',
    outdir: fileURLToPath(root),
    metafile: true,
    sourcesContent: false,
    sourceRoot: root.href,
    plugins: [own],
  });
  // a process of its own, which would stay as long as this one
  await stop();
  const [map, code] = outputFiles.map(({ text }) => text);
  // one letter beyond Latin and the engine keeps all of it in twice the room; patterns alone still have some
  return {
    map,
    sources: Object.keys(metafile.inputs),
    textOf,
    code: code.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
  };
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

/** Writes it under a name of its own content, so that processes may start at once; null: it may not write there. The map stands beside, read when it is needed. */
function place({ code, map, sources, textOf }) {
  const name = `${stem}-${createHash('sha256').update(code).update(map).digest('hex').slice(0, 16)}.mjs`;
  const file = join(folder, name);
  try {
    if (!existsSync(file) || !readable(file)) {
      mkdirSync(folder, { recursive: true });
      write(`${file}.map`, map);
      write(file, `${code}//# sourceMappingURL=${name}.map\n`);
    }
    write(join(folder, madeOf), JSON.stringify({ name, sources, hash: hashOf(sources, textOf) }));
    forget(name);
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(error.code)) return null;
    throw error;
  }
  return file;
}

function write(file, contents) {
  const own = `${file}.${process.pid}-${threadId}`;
  writeFileSync(own, contents);
  renameSync(own, file);
}

/** Another user's we replace. */
function readable(file) {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** What earlier versions left; another process may just be starting from one, but not from one of yesterday. */
function forget(name) {
  for (const other of readdirSync(folder)) {
    const file = join(folder, other);
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (!other.startsWith(name) && changed !== undefined && Date.now() - changed > 24 * 60 * 60 * 1000)
      rmSync(file, { force: true });
  }
}
