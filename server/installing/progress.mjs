// How far an installation has come, seen from what lies there: npm itself says nothing while a package compiles.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** In milliseconds; often enough to see that it goes on, seldom enough for a log. */
const between = 15_000;

const words = {
  fetching: 'packages are fetched',
  compiling: 'SQLite compiles',
  finishing: 'SQLite is compiled, the rest is put in place',
};

/** Which step the installation in a folder is at. */
export function stepOf(root) {
  const build = join(root, 'node_modules/sqlite3/build');
  if (existsSync(join(build, 'Release/node_sqlite3.node'))) return 'finishing';
  return existsSync(build) ? 'compiling' : 'fetching';
}

/** Writes a line now and then until it is ended. */
export function tellProgress(progress, write = (line) => console.log(line)) {
  const timer = setInterval(() => write(lineOf(progress())), between);
  timer.unref();
  return { end: () => clearInterval(timer) };
}

/** 1:05 · SQLite compiles */
export function lineOf({ step, seconds }) {
  const minutes = Math.floor(seconds / 60);
  return `  ${minutes}:${String(seconds % 60).padStart(2, '0')}  ${words[step]}`;
}
