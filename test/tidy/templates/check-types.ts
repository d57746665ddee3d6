import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { templateProblems, typedTemplate, viewType } from './typed-template.ts';

/** Type-checks the sources and, as TypeScript below var/templates, every template below `views`. Problems name the template. */
export function checkTypes(views = 'views', generated = 'var/templates', project = '.'): string[] {
  const names = readdirSync(views, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ejs'))
    .map((path) => path.slice(0, -'.ejs'.length))
    .sort();
  const texts = new Map(names.map((name) => [name, readFileSync(join(views, `${name}.ejs`), 'utf8')]));
  rmSync(generated, { recursive: true, force: true });
  for (const [name, text] of texts) write(join(generated, `${name}.ejs.ts`), typedTemplate(name, text));
  write(join(generated, 'every-template.d.ts'), everyTemplate(texts));
  const own = [...texts].flatMap(([name, text]) =>
    templateProblems(text).map(({ line, text: said }) => `${views}/${name}.ejs:${line}: ${said}`),
  );
  return [...own, ...typeProblems(views, generated, project)];
}

function typeProblems(views: string, generated: string, project: string): string[] {
  const tsc = resolve(import.meta.dirname, '../../../node_modules/typescript/bin/tsc');
  // what has not changed since the last time is not looked at again
  const remembered = `${generated}.tsbuildinfo`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [tsc, '--noEmit', '--pretty', 'false', '-p', project, '--incremental', '--tsBuildInfoFile', remembered],
    {
      encoding: 'utf8',
    },
  );
  return `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      line.replace(`${generated}/`, `${views}/`).replace(/^(\S+\.ejs)\.ts\((\d+),(\d+)\)/, '$1:$2:$3'),
    );
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** The declaration that tells `Page` and `partial` which templates there are, and what each shows. */
function everyTemplate(texts: ReadonlyMap<string, string>): string {
  const lines = [...texts].map(
    ([name, text]) =>
      `    '${name}': ${(viewType(text) ?? 'never').replaceAll(/import\('(\.\.\/)+/g, "import('../../")};`,
  );
  return `export {};\ndeclare module '../../server/web/templates.ts' {\n  interface Templates {\n${lines.join('\n')}\n  }\n}\n`;
}
