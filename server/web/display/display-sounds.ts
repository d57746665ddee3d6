import { fragments } from '../../domain/queue/announcement.ts';
import type { Assets } from '../assets.ts';

const extensions = ['mp3', 'm4a', 'ogg', 'wav'];

/**
 * Where each fragment of the voice is. A branch's own recordings under public/sounds/sites/<site>/ come before ours. A fragment that is
 * missing is left out of the announcement.
 */
export function displaySounds(assets: Assets, site: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const fragment of fragments) {
    const address = firstOf(assets, [`sounds/sites/${site}/${fragment}`, `sounds/${fragment}`]);
    if (address !== null) found[fragment] = address;
  }
  return found;
}

function firstOf(assets: Assets, names: readonly string[]): string | null {
  for (const name of names) {
    for (const extension of extensions) {
      try {
        return assets.path(`${name}.${extension}`);
      } catch {
        // the next name may exist
      }
    }
  }
  return null;
}
