// npm run test:mutants -- FILE…: changes each place of the files in small ways and sees whether a test fails.
// Without files: all of domain, store and actions, which takes hours; what has not changed since the last run is not run again.
import { Stryker } from '@stryker-mutator/core';
import { isCheap, leadsTo, testFiles } from '../support/import-graph.cjs';

const given = process.argv.slice(2);
const mutate =
  given.length > 0 ? given : ['domain', 'store', 'actions'].map((layer) => `server/${layer}/**/*.ts`);
const pure = mutate.every((path) => path.startsWith('server/domain/'));
// days that are simulated take longer than all the rest, and say little about one place
const long = /simulated-days|coverage/;
const files = testFiles()
  .filter((path) => !long.test(path))
  .filter(
    (path) =>
      leadsTo(path, (file) => /^server\/(domain|store|actions)\//.test(file)) &&
      (isCheap(path)
        ? !/^test\/(model|tidy|web)\//.test(path)
        : !pure && /^test\/(actions|store)\//.test(path)),
  );

const stryker = new Stryker({
  mutate,
  mutants: { files },
  plugins: [new URL('mocha-runner.mjs', import.meta.url).pathname],
  testRunner: 'mocha-files',
  testRunnerNodeArgs: ['--import', 'tsx', '--no-warnings'],
  coverageAnalysis: 'perTest',
  // what runs only while the files load would need a process for each mutant
  ignoreStatic: true,
  // TypeScript 7 has no interface for programs yet, which rewriting tsconfig.json would need
  tsconfigFile: 'test/mutants/none.json',
  disableTypeChecks: false,
  incremental: true,
  incrementalFile: 'var/mutants/incremental.json',
  tempDirName: 'var/mutants/sandbox',
  ignorePatterns: ['var', 'test/screenshots', 'test/bench', '.*'],
  reporters: ['clear-text', 'progress-append-only', 'html'],
  htmlReporter: { fileName: 'var/mutants/report.html' },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  warnings: { unknownOptions: false },
  concurrency: 2,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 15,
  allowEmpty: false,
});
await stryker.runMutationTest();
