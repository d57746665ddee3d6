import type { Locale } from '../../../domain/catalogue/words.ts';
import type { SoundAddresses } from '../../../domain/queue/screens/display-settings.ts';
import { chime, spokenAs } from '../../../domain/queue/screens/fragments.ts';
import type { Recording } from '../../../domain/queue/screens/recording.ts';
import { recordingAddress } from '../../display/display-sounds.ts';
import { formatting } from '../../formatting.ts';

/** A fragment as the office sees it. */
export interface FragmentLine {
  readonly fragment: string;
  /** how its file must be called, without the ending */
  readonly file: string;
  /** what is to be spoken, in its own language; null: it is no word */
  readonly spoken: { readonly text: string; readonly lang: Locale } | null;
  /** where it can be heard */
  readonly address: string;
  /** when the branch's own was uploaded; null: it has none */
  readonly own: string | null;
}

/** Every fragment of one language; the chime stands with the Chinese ones. */
export function fragmentLines(
  language: Locale,
  recordings: readonly Recording[],
  sounds: SoundAddresses,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): readonly FragmentLine[] {
  // what this hall does not need is shown where there is one, so that it can be heard and removed
  const kept = recordings
    .map(({ fragment }) => fragment)
    .filter((name) => sounds['built-in'][name] === undefined);
  const wanted = [...Object.keys(sounds['built-in']), ...kept].filter(
    (name) => name.startsWith(`${language}/`) || (name === chime && language === 'zh-CN'),
  );
  return wanted.map((fragment) => {
    const file = fragment.replace(/^.*\//, '');
    const own = recordings.find((one) => one.fragment === fragment);
    return {
      fragment,
      file,
      spoken: spokenAs(fragment),
      address: own === undefined ? (sounds['built-in'][fragment] ?? '') : recordingAddress(own),
      own: own === undefined ? null : formatting(locale, timeZone).listTime(own.uploadedAt),
    };
  });
}
