// Who may import whom, types included. ARCHITECTURE.md says what the folders are.

const settings = '^server/(config|clock)\\.ts$';
const queries = '^server/store/.+-query\\.ts$';

/** A folder, and everything of ours that its files may import. */
const mayImport = {
  'server/domain': ['^server/domain/'],
  'server/store': ['^server/(store|domain)/', '^db/'],
  'server/actions': ['^server/(actions|domain|store|messages)/', settings],
  'server/messages': ['^server/(messages|domain|store|locales|actions)/', settings],
  'server/jobs': ['^server/(jobs|actions|domain|store|messages)/', '^server/clock\\.ts$'],
  'server/realtime': [
    '^server/(realtime|domain|actions)/',
    queries,
    '^server/store/(database|select)\\.ts$',
    settings,
  ],
  'server/web': [
    '^server/(web|actions|domain|locales|messages|realtime)/',
    queries,
    '^server/store/database\\.ts$',
    settings,
  ],
  'server/locales': ['^server/(locales|domain)/'],
  'public/scripts': ['^public/scripts/', '^server/realtime/events\\.ts$', '^server/domain/'],
};

const layers = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `what-${folder.replace('/', '-')}-may-import`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: '^(server|db|seeds|public|test|views)/', pathNot: allowed },
}));

export default {
  forbidden: [
    ...layers,
    {
      name: 'no-circle',
      comment: 'Types make circles, too: give what both sides need a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'domain-is-pure',
      comment: 'It computes with what it is given: of all packages it may use the one for time zones and the one for histograms.',
      severity: 'error',
      from: { path: '^server/domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: '(^|/)(luxon|@datadog/sketches-js)(/|$)' },
    },
    {
      name: 'only-compose-knows-the-gateway',
      severity: 'error',
      from: { path: '^(server|seeds)/', pathNot: '^server/(compose\\.ts$|realtime/)' },
      to: { path: '^server/realtime/gateway\\.ts$' },
    },
    {
      name: 'no-sql-in-pages',
      severity: 'error',
      from: {
        path: '^(server|seeds|public)/',
        pathNot: '^(server/(store|actions|messages|jobs|realtime|command-line)|seeds)/',
      },
      to: { path: '(^|/)knex(/|$)' },
    },
    {
      name: 'no-test-in-the-product',
      severity: 'error',
      from: { path: '^(server|db|seeds|public)/' },
      to: { path: '^test/' },
    },
    {
      name: 'everything-is-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // TypeScript 7 has no programming interface any more; swc reads the sources, and keeps imports of types
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
