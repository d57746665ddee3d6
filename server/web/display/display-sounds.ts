import type { HallPolicy } from '../../domain/queue/hall/hall-policy.ts';
import type { SoundAddresses } from '../../domain/queue/screens/display-settings.ts';
import { fragmentsFor } from '../../domain/queue/screens/fragments.ts';
import type { Recording } from '../../domain/queue/screens/recording.ts';
import type { Assets } from '../assets.ts';
import { paths } from '../paths.ts';

/** Where each fragment is that the voice of a hall can need: a branch's own recordings, and those that come with the system. */
export function displaySounds(
  assets: Assets,
  own: readonly Recording[],
  speech: HallPolicy['speech'],
): SoundAddresses {
  return {
    own: Object.fromEntries(own.map((recording) => [recording.fragment, recordingAddress(recording)])),
    'built-in': Object.fromEntries(
      fragmentsFor(speech).map((name) => [name, assets.path(`sounds/${name}.wav`)]),
    ),
  };
}

/** Its bytes are in its name: it can be kept for ever. */
export function recordingAddress({ site, sha256, kind }: Recording): string {
  return paths.recording(site, `${sha256}.${kind}`);
}
