// Whether each package is what its publisher signed. Where the registry does not answer nothing is known, and nothing fails.
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', 'signatures', '--json'], {
  encoding: 'utf8',
  timeout: 120_000,
  maxBuffer: 64 * 1024 * 1024,
});
let said;
try {
  said = JSON.parse(stdout);
} catch {
  said = {};
}
if (!Array.isArray(said.invalid)) console.log('the registry does not answer about signatures: not looked at');
else if (said.invalid.length > 0) {
  console.error(`not what was signed: ${said.invalid.map(({ name, version }) => `${name}@${version}`).join(', ')}`);
  process.exitCode = 1;
} else console.log(`no signature is wrong; without one: ${said.missing?.length ?? 0}`);
