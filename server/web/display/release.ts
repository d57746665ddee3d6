import type { Assets } from '../assets.ts';

/** Changes with any file that a screen (by its script) is made of. */
export function releaseOf(assets: Assets, script: 'display' | 'counter-screen'): string {
  return [`scripts/${script}.js`, 'styles/display.css']
    .map((name) => assets.path(name).split('.').at(-2))
    .join('-');
}
