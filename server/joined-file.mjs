// All sources of a program as one file, for a Node that cannot run them as they are. It is made anew as soon as one of them reads otherwise.
import { createHash } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
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
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { threadId } from 'node:worker_threads';

const root = fileURLToPath(new URL('..', import.meta.url));
/** below the project, where the joined file finds the packages */
const folder = join(root, 'var/run');
/** beside the sources: whatever else the joined file depends on */
const tools = [
  'server/joined-file.mjs',
  'package.json',
  'tsconfig.json',
  'node_modules/esbuild/package.json',
];
const dayLong = 24 * 60 * 60 * 1000;

/** The joined file of a program, whose source is `path`; null: nothing can be written, as on a read-only or full disk. */
export async function joinedFile(path) {
  return known(path) ?? place(path, await joined(path));
}

/** Says of what the last one was made: two programs may have one name. */
function recordOf(path) {
  return join(folder, `${basename(path, '.ts')}-${hashed(relative(root, path)).slice(0, 8)}.json`);
}

/** What was joined before, if it is whole and nothing that it was made of reads otherwise now. */
function known(path) {
  try {
    const { name, sizes, sources, hash } = JSON.parse(readFileSync(recordOf(path), 'utf8'));
    return isWhole(sizes) && hashOf(sources) === hash ? join(folder, name) : null;
  } catch {
    return null;
  }
}

/** Of all that is read for it, in one room: a thousand buffers would stay for a while. `textOf`: what was read already. */
function hashOf(sources, textOf = new Map()) {
  // the joined file names places of the project
  const hash = createHash('sha256').update(`${root} ${process.version}`);
  const room = Buffer.alloc(64 * 1024);
  for (const path of [...tools, ...sources]) {
    hash.update(`\0${path}\0`);
    const text = textOf.get(path);
    if (text !== undefined) hash.update(text);
    else for (const part of partsOf(join(root, path), room)) hash.update(part);
  }
  return hash.digest('hex');
}

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
  // what was read, not what stands there when all is read; a tool may be elsewhere
  const textOf = new Map(tools.map((tool) => [tool, textAt(join(root, tool))]));
  const own = {
    name: 'where a file lies',
    setup({ onLoad }) {
      onLoad({ filter: /\.(ts|json)$/ }, async ({ path: file }) => {
        const text = await readFile(file, 'utf8');
        textOf.set(relative(root, file), text);
        if (file.endsWith('.json')) return { contents: text, loader: 'json' };
        const contents = text
          .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href))
          .replaceAll('import.meta.dirname', JSON.stringify(dirname(file)));
        return { contents, loader: 'ts' };
      });
    },
  };
  const { outputFiles, metafile } = await build({
    entryPoints: [path],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'external',
    outdir: root,
    metafile: true,
    sourcesContent: false,
    sourceRoot: pathToFileURL(root).href,
    plugins: [own],
  });
  // a process of its own, which would stay as long as this one
  await stop();
  const [map, code] = outputFiles.map(({ text }) => text);
  const sources = Object.keys(metafile.inputs);
  return {
    map,
    // one letter beyond Latin and the engine keeps all of it in twice the room; patterns alone still have some
    code: code.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
    sources,
    hash: hashOf(sources, textOf),
  };
}

function textAt(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Writes it under a name of its own content, so that processes may start at once. The map stands beside, read when it is needed. */
function place(path, { code, map, sources, hash }) {
  const name = `${basename(path, '.ts')}-${hashed(code + map).slice(0, 16)}.mjs`;
  const contents = new Map([
    [`${name}.map`, map],
    [name, `${code}//# sourceMappingURL=${name}.map\n`],
  ]);
  const sizes = Object.fromEntries([...contents].map(([file, text]) => [file, Buffer.byteLength(text)]));
  try {
    mkdirSync(folder, { recursive: true });
    if (!isWhole(sizes)) for (const [file, text] of contents) write(join(folder, file), text);
  } catch (error) {
    if (cannotWrite(error)) return null;
    throw error;
  }
  try {
    write(recordOf(path), JSON.stringify({ name, sizes, sources, hash }));
    forget(name);
  } catch (error) {
    // it stands, and is joined again next time
    if (!cannotWrite(error)) throw error;
  }
  return join(folder, name);
}

function cannotWrite({ code }) {
  return ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT'].includes(code);
}

/** What another user has written, or a machine that went dark in between, we replace. */
function isWhole(sizes) {
  return Object.entries(sizes).every(([name, size]) => {
    const file = join(folder, name);
    try {
      accessSync(file, constants.R_OK);
      return statSync(file).size === size;
    } catch {
      return false;
    }
  });
}

function write(file, contents) {
  const own = `${file}.${process.pid}-${threadId}`;
  writeFileSync(own, contents);
  renameSync(own, file);
}

/** What earlier versions left; another process may just be starting from one, but not from one of yesterday. */
function forget(name) {
  for (const other of readdirSync(folder)) {
    const file = join(folder, other);
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
    if (!other.startsWith(name) && changed !== undefined && Date.now() - changed > dayLong)
      rmSync(file, { force: true });
  }
}

function hashed(text) {
  return createHash('sha256').update(text).digest('hex');
}
