import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** Makes a folder a small disk of its own (64 MB unless told otherwise). False: this machine does not let us, and that is said. */
export function mounted(folder: string, size = '64m'): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    console.log('  a small disk cannot be mounted here: what happens on a full one is not tried in this run');
    return false;
  }
}

/** Writes until there is no room left, to a file of this name. */
export function fillUp(filler: string): void {
  execFileSync('sh', ['-c', `cat /dev/zero > ${filler} || true`], { stdio: 'ignore' });
}

export function unmount(folder: string): void {
  execFileSync('umount', [folder]);
}
