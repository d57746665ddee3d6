/**
 * Makes the fragments of the voice and the chime anew (the noise of its breath differs each time, the words do not), and prints what can be
 * measured of them:
 *
 *   npm install --no-save espeak-ng && npm run sounds
 *
 * espeak-ng (GPL-3.0) is a tool for making them and is neither shipped nor a dependency; the recordings are 22.05 kHz, 16 bit, mono.
 * A branch reads its own into a microphone, or uploads them, under the settings of its site.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { announcement } from '../../server/domain/queue/screens/announcement.ts';
import { chime, fragments, spokenAs } from '../../server/domain/queue/screens/fragments.ts';
import { defaultHallPolicy } from '../../server/domain/queue/hall/hall-policy.ts';
import { loudnessOf } from '../../server/domain/sound/loudness.ts';
import { makeTake, takeRate } from '../../server/domain/sound/take.ts';
import { readWave, type Sound, toWave } from '../../server/domain/sound/wave.ts';
import { chimeSamples } from './make-chime.ts';
import { bandwidth, pitchRange } from './measure.ts';

const here = import.meta.dirname;

interface Speaker {
  readonly voice: string;
  /** words a minute */
  readonly speed: number;
  /** 0 to 99: both languages are to sound like one person */
  readonly pitch: number;
}

// "f3" has the lively range of a woman's voice; doubled, the tones of Mandarin are as far apart as people speak them
const mandarin: Speaker = { voice: 'cmn-latn-pinyin+f3', speed: 185, pitch: 45 };
const english: Speaker = { voice: 'en-gb+f3', speed: 165, pitch: 99 };
const range = '200%';

/** Pinyin with tones: the plain Mandarin voice reads characters wrongly. */
const pinyin: Readonly<Record<string, string>> = {
  haoqingdao: 'hao4, qing3 dao4',
  haochuangkoubanli: 'hao4 chuang1 kou3 ban4 li3',
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

/** As a letter alone is read: "A" as in the alphabet, not as an article. */
function asLetters(text: string): string {
  return text.replace(/^([A-Z])\b/, (letter) => (`<say-as interpret-as="characters">${letter}</say-as>`));
}

type Espeak = (options: { arguments: readonly string[]; print(line: string): void; printErr(line: string): void }) => Promise<{
  FS: { readFile(name: string): Uint8Array };
}>;

// the name in a variable: the compiler need not know a package that is not installed
const tool = process.env['ESPEAK_NG'] ?? 'espeak-ng';
const { default: espeak } = (await import(tool)) as { default: Espeak };

async function spoken(words: string, { voice, speed, pitch }: Speaker): Promise<Sound> {
  const text = `<speak><prosody range="${range}">${words}</prosody></speak>`;
  const options = ['-w', 'said.wav', '-v', voice, '-s', String(speed), '-p', String(pitch), '-z', '-m', text];
  const { FS } = await espeak({ arguments: options, print: () => {}, printErr: () => {} });
  return quiet(FS.readFile('said.wav'));
}

/** It writes no length into its files, and begins and ends at once, where a microphone hears the room. */
function quiet(file: Uint8Array): Sound {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  view.setUint32(40, file.byteLength - 44, true);
  const said = readWave(file);
  if (said === null || said.sampleRate !== takeRate) throw new Error('the tool speaks another format');
  const around = Math.round(takeRate / 5);
  const samples = new Float64Array(said.samples.length + 2 * around);
  samples.set(said.samples.map((each) => each / 2), around);
  return { samples, sampleRate: takeRate };
}

async function made(fragment: string): Promise<Sound> {
  if (fragment === chime) return { samples: chimeSamples(takeRate), sampleRate: takeRate };
  const [folder, name = ''] = fragment.split('/');
  const chinese = folder === 'zh-CN' ? pinyin[name] : undefined;
  const raw = await spoken(chinese ?? asLetters(spokenAs(fragment)?.text ?? ''), chinese === undefined ? english : mandarin);
  const take = makeTake(raw);
  if (!take.ok) throw new Error(`${fragment}: ${take.problem}`);
  return take.value;
}

const all = new Map<string, Sound>();
for (const fragment of fragments) {
  const sound = await made(fragment);
  all.set(fragment, sound);
  const file = join(here, `${fragment}.wav`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, toWave(sound));
}

const words = [...all].filter(([name]) => name !== chime);
const sounds = words.map(([, sound]) => sound);
const loudness = sounds.map((sound) => loudnessOf(sound));
const seconds = (name: string): number => {
  const sound = all.get(name);
  return sound === undefined ? 0 : sound.samples.length / sound.sampleRate;
};
const bytes = [...all.values()].reduce((sum, sound) => sum + toWave(sound).length, 0);
console.log(`${all.size} fragments, ${(bytes / 1024 / 1024).toFixed(2)} MB`);
for (const language of ['zh-CN', 'en'])
  console.log(`${language}: ${pitchRange(words.filter(([name]) => name.startsWith(language)).map(([, sound]) => sound)).toFixed(1)} semitones of pitch`);
console.log(`bandwidth ${bandwidth(sounds)} Hz, ${Math.min(...loudness).toFixed(1)} to ${Math.max(...loudness).toFixed(1)} LUFS`);
for (const [language, letters] of [['zh-CN', 'plain'], ['en', 'plain'], ['en', 'phrase']] as const) {
  const said = announcement({ number: 'B128', label: '12' }, { ...defaultHallPolicy.speech, times: 1, language, letters });
  const lasts = said.flatMap((one) => one.said).reduce<number>((sum, each) => sum + (typeof each === 'number' ? each / 1000 : seconds(each)), 0);
  console.log(`B128 to counter 12, ${language}, letters ${letters}: ${lasts.toFixed(1)} s with the chime`);
}
process.exit(0);
