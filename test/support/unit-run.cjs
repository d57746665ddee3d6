// What mocha runs for `npm run test:unit`: every test file from which no import leads to a database, a browser or another process,
// but for the long walks of the models.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { dirname, join, relative, resolve } = require('node:path');

const root = resolve(__dirname, '../..');
const costly = new Set([
  'server/store/database.ts',
  'test/support/postgres-server.ts',
  'test/support/browser.ts',
  'test/support/hall-process.ts',
]);

/** Imports of ours that load something; types load nothing. */
function importsOf(path) {
  const found = readFileSync(join(root, path), 'utf8').matchAll(
    /(?:^(?:import|export)\s+(?!type\b)[^;]*?from\s*|^import\s*|\bimport\(\s*)'(\.[^']+\.ts)'/gm,
  );
  return [...found]
    .map((match) => relative(root, resolve(root, dirname(path), match[1])))
    .filter((to) => existsSync(join(root, to)));
}

const known = new Map();
function importsOnce(path) {
  if (!known.has(path)) known.set(path, importsOf(path));
  return known.get(path);
}

function isCheap(path) {
  const seen = new Set([path]);
  for (const file of seen) {
    if (costly.has(file)) return false;
    for (const next of importsOnce(file)) seen.add(next);
  }
  return true;
}

const spec = readdirSync(join(root, 'test'), { recursive: true })
  .map((name) => `test/${name.replaceAll('\\', '/')}`)
  .filter((path) => path.endsWith('.test.ts') && !path.startsWith('test/model/') && isCheap(path));

module.exports = { ...require('../../.mocharc.json'), spec };
