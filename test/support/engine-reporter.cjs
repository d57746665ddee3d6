// The dots of mocha, and at the end how many tests ran on which engine.
const { reporters, Runner } = require('mocha');

class EngineReporter extends reporters.Dot {
  constructor(runner, options) {
    super(runner, options);
    const ran = { sqlite: 0, postgres: 0, neither: 0 };
    runner.on(Runner.constants.EVENT_TEST_PASS, (test) => {
      const [, engine = 'neither'] = /\[(sqlite|postgres)\]/.exec(test.fullTitle()) ?? [];
      ran[engine] += 1;
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
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
