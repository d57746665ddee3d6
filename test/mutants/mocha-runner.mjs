// Runs mocha for Stryker within one process, whose own runner does not know this mocha. A test, for Stryker, is a file: so that what a file
// does in its hooks counts for it too.
import { resolve } from 'node:path';
import { commonTokens, declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  DryRunStatus,
  determineHitLimitReached,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import fastCheck from 'fast-check';
import Mocha from 'mocha';

class MochaFiles {
  #mocha = new Mocha({ reporter: class {}, timeout: 60_000 });
  #context;
  #files;
  #suites = [];
  #run;

  constructor(options) {
    this.#files = options.mutants.files;
    this.#context = globalThis.__stryker__ ??= {};
  }

  capabilities() {
    return { reloadEnvironment: false };
  }

  async init() {
    // a mutant is dead with its first counterexample, however large
    fastCheck.configureGlobal({ endOnFailure: true });
    this.#run = await import(new URL('../support/test-run.ts', import.meta.url).href);
    await this.#run.mochaGlobalSetup();
    this.#mocha.cleanReferencesAfterRun(false);
    for (const file of this.#files) this.#mocha.addFile(resolve(file));
    await this.#mocha.loadFilesAsync();
    this.#suites = [...this.#mocha.suite.suites];
  }

  async dryRun() {
    const tests = [];
    for (const file of this.#files) {
      this.#context.currentTestId = file;
      tests.push(await this.#runFile(file));
    }
    this.#context.currentTestId = undefined;
    const took = new Map(tests.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    this.#files.sort((a, b) => took.get(a) - took.get(b));
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.#context.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit }) {
    Object.assign(this.#context, {
      activeMutant: activeMutant.id,
      hitLimit,
      hitCount: hitLimit ? 0 : undefined,
    });
    const tests = [];
    for (const file of this.#files.filter((path) => testFilter?.includes(path) ?? true)) {
      const test = await this.#runFile(file);
      tests.push(test);
      if (test.status === TestStatus.Failed) break;
    }
    const endless = determineHitLimitReached(this.#context.hitCount, this.#context.hitLimit);
    this.#context.activeMutant = undefined;
    return toMutantRunResult(endless ?? { status: DryRunStatus.Complete, tests });
  }

  async dispose() {
    await this.#run?.mochaGlobalTeardown();
    this.#mocha.dispose();
  }

  /** Its suites, on SQLite where it has one for each engine; the first failure ends it. */
  #runFile(file) {
    const path = resolve(file);
    const { suite } = this.#mocha;
    suite.suites = this.#suites.filter((one) => one.file === path && !one.title.includes('[postgres]'));
    suite.suites.forEach(bail);
    const began = performance.now();
    return new Promise((done) => {
      let failure = null;
      const runner = this.#mocha.run(() => {
        const timeSpentMs = Math.round(performance.now() - began);
        const test = { id: file, name: file, fileName: file, timeSpentMs };
        done(
          failure === null
            ? { ...test, status: TestStatus.Success }
            : { ...test, status: TestStatus.Failed, failureMessage: failure },
        );
      });
      runner.on('fail', (failed, error) => {
        failure ??= `${failed.fullTitle()}: ${error?.message ?? error}`;
      });
    });
  }
}

function bail(suite) {
  suite.bail(true);
  suite.suites.forEach(bail);
}

function make(options) {
  return new MochaFiles(options);
}
make.inject = [commonTokens.options];

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'mocha-files', make)];
