import { resampled } from '../../server/domain/sound/resample.ts';
import { makeTake, type TakeProblem, takeRate } from '../../server/domain/sound/take.ts';
import type { Sound } from '../../server/domain/sound/wave.ts';
import { Microphone, type NoMicrophone } from './studio/microphone.ts';
import { Prompts } from './studio/prompts.ts';
import { sendTake } from './studio/send-take.ts';

/** ms: whoever forgets the second press */
const longest = 6000;
/** ms */
const patience = 10_000;

type Word =
  | NoMicrophone
  | 'on'
  | 'record'
  | 'stop'
  | 'again'
  | 'listening'
  | 'recording'
  | 'checking'
  | 'keeping'
  | 'kept'
  | 'notKept'
  | 'signedOut'
  | 'allKept'
  | 'gone'
  | 'replaced'
  | 'notHeard';
type Words = Readonly<Record<Word, string>> & { readonly problem: Readonly<Record<TakeProblem, string>> };

type State = 'closed' | 'opening' | 'ready' | 'recording' | 'keeping' | 'unsent';

/** One word after another: a key to begin, a key to end; what is good is kept at once, and the next one is shown. */
class Studio {
  readonly #words: Words;
  readonly #root: HTMLElement;
  readonly #prompts = new Prompts();
  readonly #record = button('record');
  readonly #hear = button('hear');
  #microphone: Microphone | null = null;
  #state: State = 'closed';
  #limit: ReturnType<typeof setTimeout> | null = null;
  /** what is read now */
  #reading = '';
  #unsent: Sound | null = null;
  #player: AudioContext | null = null;

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#words = JSON.parse(root.dataset['words'] ?? '{}') as Words;
    root.hidden = false;
    this.#record?.addEventListener('click', () => void this.#press());
    this.#onPress(this.#hear, () => void this.#listen());
    this.#onPress(button('back'), () => this.#move(-1));
    this.#onPress(button('next'), () => this.#move(1));
    document.addEventListener('keydown', (event) => this.#key(event));
    this.#prompts.onChoice(() => {
      this.#abandon();
      this.#show();
      root.scrollIntoView({ block: 'start' });
      this.#record?.focus({ preventScroll: true });
    });
    this.#show();
  }

  /** Who clicks with a mouse goes on with the space bar; who came by keyboard stays where they are. */
  #onPress(pressed: HTMLButtonElement | null, act: () => void): void {
    pressed?.addEventListener('click', ({ detail }) => {
      act();
      if (detail > 0) this.#record?.focus({ preventScroll: true });
    });
  }

  #key(event: KeyboardEvent): void {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    // keys keep their own meaning on whatever they are pressed
    const other = document.activeElement;
    const onOther = other !== null && other !== document.body && other.id !== 'record' && other.id !== 'main';
    if (event.key === ' ' && !onOther) {
      event.preventDefault();
      void this.#press();
    } else if (event.key.toLowerCase() === 'p') void this.#listen();
    else if (event.key === 'ArrowLeft') this.#move(-1);
    else if (event.key === 'ArrowRight') this.#move(1);
  }

  async #press(): Promise<void> {
    if (this.#state === 'closed') return this.#open();
    if (this.#state === 'ready') return this.#start();
    if (this.#state === 'recording') return this.#stop();
    if (this.#state === 'unsent' && this.#unsent !== null) return this.#keep(this.#reading, this.#unsent);
  }

  async #open(): Promise<void> {
    this.#state = 'opening';
    const opened = await Microphone.open({
      recorder: this.#root.dataset['recorder'] ?? '',
      heard: (level) => this.#level(level),
      gone: () => {
        this.#microphone = null;
        // what was read before is still to be kept
        if (this.#state !== 'keeping' && this.#state !== 'unsent') this.#rest(this.#words.gone, 'wrong');
      },
    });
    if (typeof opened === 'string') return this.#become('closed', this.#words[opened], 'wrong');
    this.#microphone = opened;
    this.#become('ready', this.#words.listening);
  }

  /** Ready for the next one, unless the microphone has gone meanwhile. */
  #rest(words: string, how: 'wrong' | 'good'): void {
    this.#forgetLimit();
    if (this.#microphone === null) this.#become('closed', this.#words.gone, 'wrong');
    else this.#become('ready', words, how);
  }

  #forgetLimit(): void {
    if (this.#limit !== null) clearTimeout(this.#limit);
    this.#limit = null;
  }

  /** Somebody turns to another word: what was begun of this one does not count. */
  #abandon(): void {
    this.#unsent = null;
    if (this.#state !== 'recording' && this.#state !== 'unsent') return;
    this.#microphone?.drop();
    this.#rest(this.#words.listening, 'good');
  }

  #start(): void {
    this.#reading = this.#prompts.id;
    this.#microphone?.start();
    this.#become('recording', this.#words.recording);
    this.#limit = setTimeout(() => void this.#stop(), longest);
  }

  async #stop(): Promise<void> {
    this.#forgetLimit();
    const microphone = this.#microphone;
    if (microphone === null || this.#state !== 'recording') return;
    this.#become('keeping', this.#words.checking);
    const { samples, sampleRate } = await microphone.stop();
    const take = makeTake({ samples: resampled(samples, sampleRate, takeRate), sampleRate: takeRate });
    if (!take.ok) return this.#rest(this.#words.problem[take.problem], 'wrong');
    await this.#keep(this.#reading, take.value);
  }

  async #keep(id: string, take: Sound): Promise<void> {
    this.#unsent = null;
    this.#become('keeping', this.#words.keeping);
    const answer = await sendTake(this.#root.dataset['keep'] ?? '', id, take);
    if (answer === 'signed out') return this.#rest(this.#words.signedOut, 'wrong');
    if (answer === null) {
      this.#unsent = take;
      return this.#become('unsent', this.#words.notKept, 'wrong');
    }
    if (answer.address === undefined) return this.#rest(answer.message ?? this.#words.notKept, 'wrong');
    this.#prompts.kept(id, { address: answer.address, state: answer.state ?? '' });
    const { kept, all } = this.#prompts.needed;
    // somebody may have moved on meanwhile
    if (this.#prompts.id === id) this.#prompts.moveOn();
    this.#rest(kept === all ? this.#words.allKept : this.#words.kept, 'good');
  }

  async #listen(): Promise<void> {
    const { address } = this.#prompts;
    if (address === null || this.#state === 'recording') return;
    this.#player ??= new AudioContext();
    const context = this.#microphone?.context ?? this.#player;
    const answer = await fetch(address, { signal: AbortSignal.timeout(patience) }).catch(() => null);
    const bytes = await answer?.arrayBuffer().catch(() => null);
    // somebody else has read it anew meanwhile, or taken it back
    if (answer?.status === 404) return this.#say(this.#words.replaced, 'wrong');
    if (answer?.ok !== true || bytes == null) return this.#say(this.#words.notHeard, 'wrong');
    const source = context.createBufferSource();
    source.buffer = await context.decodeAudioData(bytes);
    source.connect(context.destination);
    source.start();
  }

  #move(by: 1 | -1): void {
    if (this.#state === 'recording' || this.#state === 'keeping') return;
    this.#abandon();
    this.#prompts.move(by);
    this.#show();
  }

  #become(state: State, words: string, how: 'wrong' | 'good' | '' = ''): void {
    this.#state = state;
    this.#say(words, how);
    this.#show();
  }

  #say(words: string, how: 'wrong' | 'good' | '' = ''): void {
    const said = document.getElementById('said');
    if (said === null) return;
    said.textContent = words;
    said.className = `studio__said${how === '' ? '' : ` studio__said--${how}`}`;
  }

  #level(level: number): void {
    // decibels are what a meter shows: -48 to 0
    const share = Math.max(0, Math.min(1, 1 + (20 * Math.log10(Math.max(level, 1e-6))) / 48));
    document.getElementById('level')?.style.setProperty('width', `${Math.round(share * 100)}%`);
  }

  #show(): void {
    const text = document.getElementById('text');
    const wanted = this.#prompts.text;
    if (text !== null && wanted !== null) {
      text.textContent = wanted.textContent;
      text.setAttribute('lang', wanted.getAttribute('lang') ?? '');
    }
    this.#root.classList.toggle('studio--recording', this.#state === 'recording');
    if (this.#record !== null)
      this.#record.textContent =
        this.#words[
          this.#state === 'recording'
            ? 'stop'
            : this.#state === 'unsent'
              ? 'again'
              : this.#state === 'closed'
                ? 'on'
                : 'record'
        ];
    if (this.#hear !== null) this.#hear.disabled = this.#prompts.address === null;
    const { kept, all } = this.#prompts.needed;
    const progress = document.getElementById('progress') as HTMLProgressElement | null;
    if (progress !== null) Object.assign(progress, { max: Math.max(1, all), value: kept });
    const count = document.getElementById('count');
    if (count !== null) count.textContent = `${kept} / ${all}`;
    this.#prompts.mark();
  }
}

function button(id: string): HTMLButtonElement | null {
  return document.getElementById(id) as HTMLButtonElement | null;
}

const studio = document.getElementById('studio');
if (studio !== null) new Studio(studio);
