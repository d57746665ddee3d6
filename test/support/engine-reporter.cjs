// The dots of mocha; the name of what fails as soon as it fails; at the end how many tests ran on which engine, and with TEST_TIMES=1 the slowest files.
const { relative } = require('node:path');
const { reporters, Runner } = require('mocha');

const { EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_RUN_END } = Runner.constants;

class EngineReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const ran = { sqlite: 0, postgres: 0, neither: 0 };
    const times = new Map();
    runner.on(EVENT_TEST_PASS, (test) => {
      const [, engine = 'neither'] = /\[(sqlite|postgres)\]/.exec(test.fullTitle()) ?? [];
      ran[engine] += 1;
      const file = relative(process.cwd(), test.file ?? '');
      times.set(file, (times.get(file) ?? 0) + (test.duration ?? 0));
    });
    runner.on(EVENT_TEST_FAIL, (test) => {
      console.log(`\n  failed: ${test.fullTitle()}`);
    });
    runner.once(EVENT_RUN_END, () => {
      if (process.env.TEST_TIMES !== undefined)
        for (const [file, time] of [...times].sort((a, b) => b[1] - a[1]).slice(0, 40))
          console.log(`${(time / 1000).toFixed(1).padStart(8)} s  ${file}`);
      console.log(
        `\n  on SQLite: ${ran.sqlite}   on PostgreSQL: ${ran.postgres}   without a database: ${ran.neither}`,
      );
      console.log(
        `\n${this.stats.passes} passed, ${this.stats.failures} failed, ${this.stats.pending} skipped`,
      );
    });
  }
}

module.exports = EngineReporter;
