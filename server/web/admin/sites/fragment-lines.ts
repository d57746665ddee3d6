import type { Locale } from '../../../domain/catalogue/words.ts';
import { chime, fragments } from '../../../domain/queue/screens/announcement.ts';
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

const chineseWords: Readonly<Record<string, string>> = {
  qing: '请',
  hao: '号',
  dao: '到',
  haochuangkou: '号窗口',
  banli: '办理',
  yao: '幺',
  '10': '十',
};
const englishDigits = 'zero one two three four five six seven eight nine'.split(' ');

/** Every fragment of one language; the chime stands with the Chinese ones. */
export function fragmentLines(
  language: Locale,
  recordings: readonly Recording[],
  sounds: Readonly<Record<string, string>>,
  { locale, timeZone }: { readonly locale: Locale; readonly timeZone: string },
): readonly FragmentLine[] {
  const wanted = fragments.filter(
    (name) => name.startsWith(`${language}/`) || (name === chime && language === 'zh-CN'),
  );
  return wanted.map((fragment) => {
    const file = fragment.replace(/^.*\//, '');
    const own = recordings.find((one) => one.fragment === fragment);
    return {
      fragment,
      file,
      spoken: fragment === chime ? null : { text: spokenAs(language, file), lang: language },
      address: own === undefined ? (sounds[fragment] ?? '') : recordingAddress(own),
      own: own === undefined ? null : formatting(locale, timeZone).dayTime(own.uploadedAt),
    };
  });
}

function spokenAs(language: Locale, file: string): string {
  if (language === 'en')
    return /^\d$/.test(file) ? (englishDigits[Number(file)] ?? file) : file.replaceAll('-', ' ');
  if (/^\d$/.test(file)) return '零一二三四五六七八九'[Number(file)] ?? file;
  return chineseWords[file] ?? file;
}
