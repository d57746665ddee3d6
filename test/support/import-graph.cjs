// Which test file leads to what, by its imports.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { dirname, join, relative, resolve } = require('node:path');

const root = resolve(__dirname, '../..');
const costly = new Set([
  'server/store/database.ts',
  'server/store/sqlite/raw-connection.ts',
  'test/support/postgres-server.ts',
  'test/support/browser.ts',
  'test/support/hall-process.ts',
]);
const known = new Map();

/** Imports of ours that load something; types load nothing. */
function importsOf(path) {
  if (known.has(path)) return known.get(path);
  const found = readFileSync(join(root, path), 'utf8').matchAll(
    /(?:^(?:import|export)\s+(?!type\b)[^;]*?from\s*|^import\s*|\bimport\(\s*)'(\.[^']+\.ts)'/gm,
  );
  const imports = [...found]
    .map((match) => relative(root, resolve(root, dirname(path), match[1])).replaceAll('\\', '/'))
    .filter((to) => existsSync(join(root, to)));
  known.set(path, imports);
  return imports;
}

/** Whether a file is, or leads to, one that `wanted` accepts. */
function leadsTo(path, wanted) {
  const seen = new Set([path]);
  for (const file of seen) {
    if (wanted(file)) return true;
    for (const next of importsOf(file)) seen.add(next);
  }
  return false;
}

/** Whether a test file needs no database, no browser and no other process. */
function isCheap(path) {
  return !leadsTo(path, (file) => costly.has(file));
}

function testFiles() {
  return readdirSync(join(root, 'test'), { recursive: true })
    .map((name) => `test/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.test.ts'));
}

module.exports = { isCheap, leadsTo, testFiles };
