import type { Sound } from '../../../server/domain/sound/wave.ts';

/** Why there is no microphone; each has a sentence. */
export type NoMicrophone = 'refused' | 'missing' | 'busy' | 'insecure';

/** seconds that are kept from before the key was pressed, and after it was pressed again: people speak a little too soon */
const before = 0.35;
const after = 0.3;

interface MicrophoneParts {
  /** address of studio-recorder.ts */
  readonly recorder: string;
  /** the loudest sample of a moment, 0 to 1 */
  readonly heard: (level: number) => void;
  readonly gone: () => void;
}

/** An open microphone, as it hears: nothing that a browser does to voices in calls is done to this one. */
export class Microphone {
  readonly context: AudioContext;
  /** what was heard lately, the oldest first */
  #lately: Float32Array[] = [];
  #recording = false;

  private constructor(context: AudioContext) {
    this.context = context;
  }

  static async open({ recorder, heard, gone }: MicrophoneParts): Promise<Microphone | NoMicrophone> {
    if (navigator.mediaDevices?.getUserMedia === undefined || typeof AudioWorkletNode === 'undefined')
      return 'insecure';
    const context = new AudioContext();
    let stream: MediaStream | null = null;
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false, channelCount: 1 },
      });
      await context.audioWorklet.addModule(recorder);
      await context.resume();
      const microphone = new Microphone(context);
      const node = new AudioWorkletNode(context, 'recorder', { numberOfOutputs: 0 });
      node.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
        microphone.#take(data);
        heard(data.reduce((most, each) => Math.max(most, Math.abs(each)), 0));
      };
      context.createMediaStreamSource(stream).connect(node);
      const ended = (): void => {
        void context.close();
        gone();
      };
      for (const track of stream.getTracks()) track.addEventListener('ended', ended, { once: true });
      return microphone;
    } catch (error) {
      for (const track of stream?.getTracks() ?? []) track.stop();
      await context.close();
      return reasonOf(error);
    }
  }

  start(): void {
    this.#recording = true;
  }

  /** What was heard since does not count. */
  drop(): void {
    this.#recording = false;
    this.#lately = [];
  }

  /** What was heard since, and a little around it. */
  async stop(): Promise<Sound> {
    await new Promise((resolve) => setTimeout(resolve, after * 1000));
    this.#recording = false;
    const heard = this.#lately;
    this.#lately = [];
    const samples = new Float64Array(heard.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of heard) {
      samples.set(part, at);
      at += part.length;
    }
    return { samples, sampleRate: this.context.sampleRate };
  }

  #take(part: Float32Array): void {
    this.#lately.push(part);
    if (this.#recording) return;
    const enough = Math.ceil((before * this.context.sampleRate) / part.length);
    this.#lately = this.#lately.slice(-enough);
  }
}

function reasonOf(error: unknown): NoMicrophone {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'missing';
  return 'busy';
}
