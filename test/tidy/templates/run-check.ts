import { checkTypes } from './check-types.ts';

/** The types of sources and templates, for `npm run check`. */
const problems = checkTypes();
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
}
