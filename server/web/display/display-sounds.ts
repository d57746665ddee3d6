import { fragments } from '../../domain/queue/screens/announcement.ts';
import type { Recording } from '../../domain/queue/screens/recording.ts';
import type { Assets } from '../assets.ts';
import { paths } from '../paths.ts';

/** Where each fragment of the voice is: a branch's own recordings come before ours. */
export function displaySounds(assets: Assets, own: readonly Recording[]): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(fragments.map((name) => [name, assets.path(`sounds/${name}.wav`)])),
    ...Object.fromEntries(own.map((recording) => [recording.fragment, recordingAddress(recording)])),
  };
}

/** Its bytes are in its name: it can be kept for ever. */
export function recordingAddress({ site, sha256, kind }: Recording): string {
  return paths.recording(site, `${sha256}.${kind}`);
}
