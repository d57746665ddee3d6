import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium as playwright } from 'playwright-core';
import project from '../../package.json' with { type: 'json' };

const version = project.devDependencies['@sparticuz/chromium'];
let unpacked: Promise<string> | null = null;

/** A headless browser that needs nothing on the machine but the npm packages. Close it yourself. `more`: further switches. */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  unpacked ??= unpackBrowser();
  return playwright.launch({
    executablePath: await unpacked,
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--hide-scrollbars', ...more],
  });
}

/**
 * The package unpacks itself into the folder for temporary files and takes whatever lies there for itself, another version or half of one.
 * So each version gets a folder, which has its name only when it is whole.
 */
async function unpackBrowser(): Promise<string> {
  const folder = join(tmpdir(), `hall-chromium-${version}`);
  const program = join(folder, 'chromium');
  if (existsSync(program)) return program;
  const own = mkdtempSync(`${folder}-`);
  const unpack = `(await import('@sparticuz/chromium')).default.executablePath()`;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', `await ${unpack}`], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: own },
  });
  try {
    renameSync(own, folder);
  } catch (error) {
    // another process was first
    rmSync(own, { recursive: true, force: true });
    if (!existsSync(program)) throw error;
  }
  return program;
}
