/**
 * Makes the fragments of the voice and the chime anew (the noise of its breath differs each time, the words do not):
 *
 *   npm install --no-save espeak-ng && node --import tsx public/sounds/make-sounds.ts
 *
 * espeak-ng (GPL-3.0) is a tool for making them and is neither shipped nor a dependency; the recordings are 16 kHz, 16 bit, mono.
 * A branch uploads its own recordings under the settings of its site.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chimeSamples } from './make-chime.ts';
import { level, resampled, toWave, trimmed, waveSamples } from './samples.ts';

const rate = 16_000;
/** mean power of every fragment: a hall is noisy */
const loudness = 0.13;
const here = import.meta.dirname;

interface Speaker {
  readonly voice: string;
  /** words a minute */
  readonly speed: number;
  /** 0 to 99: both languages are to sound like one person */
  readonly pitch: number;
}

const mandarin: Speaker = { voice: 'cmn-latn-pinyin+f2', speed: 150, pitch: 50 };
const english: Speaker = { voice: 'en-gb+f2', speed: 150, pitch: 95 };

/** Pinyin with tones: the plain Mandarin voice reads characters wrongly. */
const chineseWords: Readonly<Record<string, string>> = {
  qing: 'qing3',
  hao: 'hao4',
  dao: 'dao4',
  haochuangkou: 'hao4 chuang1 kou3',
  banli: 'ban4 li3',
  yao: 'yao1',
  '0': 'ling2',
  '1': 'yi1',
  '2': 'er4',
  '3': 'san1',
  '4': 'si4',
  '5': 'wu3',
  '6': 'liu4',
  '7': 'qi1',
  '8': 'ba1',
  '9': 'jiu3',
  '10': 'shi2',
};

const englishWords: Readonly<Record<string, string>> = {
  ticket: 'ticket',
  'please-go-to-counter': 'please go to counter',
  ...Object.fromEntries('zero one two three four five six seven eight nine'.split(' ').map((word, digit) => [digit, word])),
};

/** As a letter alone is read: "A" as in the alphabet, not as an article. */
const letters: Readonly<Record<string, string>> = Object.fromEntries(
  [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((letter) => [letter, letter === 'A' ? '[[eI]]' : `${letter}.`]),
);

type Espeak = (options: { arguments: readonly string[]; print(line: string): void; printErr(line: string): void }) => Promise<{
  FS: { readFile(name: string): Uint8Array };
}>;

// the name in a variable: the compiler need not know a package that is not installed
const tool = process.env['ESPEAK_NG'] ?? 'espeak-ng';
const { default: espeak } = (await import(tool)) as { default: Espeak };

async function spoken(words: string, { voice, speed, pitch }: Speaker): Promise<Float64Array> {
  const options = ['-w', 'said.wav', '-v', voice, '-s', String(speed), '-p', String(pitch), '-z', words];
  const { FS } = await espeak({ arguments: options, print: () => {}, printErr: () => {} });
  const { samples, sampleRate } = waveSamples(FS.readFile('said.wav'));
  return level(trimmed(resampled(samples, sampleRate, rate), rate), loudness);
}

function write(name: string, samples: Float64Array): void {
  const file = join(here, `${name}.wav`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, toWave(samples, rate));
}

write('chime', chimeSamples(rate));
for (const [name, words] of Object.entries(chineseWords)) write(`zh-CN/${name}`, await spoken(words, mandarin));
for (const [name, words] of Object.entries(englishWords)) write(`en/${name}`, await spoken(words, english));
for (const [name, words] of Object.entries(letters)) {
  const letter = await spoken(words, english);
  write(`zh-CN/${name}`, letter);
  write(`en/${name}`, letter);
}
process.exit(0);
