// What is dead: files, exports, packages. Exported types that only describe their own file's exports are fine.

/** Templates name the types of their views; see test/tidy/templates. */
const templateTypes = (text) =>
  [...text.matchAll(/import\('(\.[^']+)'\)\.(\w+)/g)]
    .map(([, path, name], index) => `import type { ${name} as Type${index} } from '${path}';`)
    .join('\n');

export default {
  entry: [
    'server/{main,hall}.ts',
    'server/{run,ensure-installed}.mjs',
    'server/actions/staff/hash-worker.mjs',
    'server/actions/staff/strength-worker.mjs',
    'server/web/admin/list/workbook-worker.mjs',
    // what a receiver runs
    'server/messages/webhook-receiver.mjs',
    'server/messages/event-receiver.mjs',
    'server/dev/dev.ts',
    // a thread of its own
    'server/actions/agency/look-thread.ts',
    'server/actions/planning/planning-thread.ts',
    'server/web/admin/reports/report-thread.ts',
    'server/web/admin/statistics/chart-thread.ts',
    'server/web/font/join-thread.ts',
    'server/web/picture/picture-thread.ts',
    'server/web/display/display-worker.ts',
    'public/scripts/*.ts',
    'db/{knexfile,migrations/*}.ts',
    // read by the compiler alone
    'server/store/**/*-columns.ts',
    'seeds/demo/demo.ts',
    'views/**/*.ejs',
    'test/**/*.test.ts',
    // started as processes of their own
    'test/bench/servers/*.ts',
    'test/messages/killed-deliverer.ts',
  ],
  project: ['{server,db,public,seeds,test}/**/*.{ts,mjs,cjs}', 'views/**/*.ejs'],
  compilers: { ejs: templateTypes },
  ignoreExportsUsedInFile: { interface: true, type: true },
  // loaded by others (knex, dependency-cruiser), read as files, unpacked in a process of its own, or started by hand
  ignoreDependencies: [
    '@swc/core',
    '@fontsource-variable/noto-sans-sc',
    '@sparticuz/chromium',
  ],
  ignoreBinaries: ['chrt', 'nginx', 'openssl', 'patronictl', 'promtool', 'mount', 'umount'],
};
