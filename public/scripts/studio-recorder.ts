/** Runs beside the page, in the thread that hears the microphone: passes on what it hears, as it is. */
declare class AudioWorkletProcessor {
  readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

/** samples that are passed on together */
const together = 2048;

class Recorder extends AudioWorkletProcessor {
  #heard = new Float32Array(together);
  #filled = 0;

  process([input]: readonly (readonly Float32Array[])[]): boolean {
    // a microphone of several channels is heard with the first
    const samples = input?.[0];
    if (samples === undefined) return true;
    this.#heard.set(samples, this.#filled);
    this.#filled += samples.length;
    if (this.#filled >= together) {
      this.port.postMessage(this.#heard, [this.#heard.buffer]);
      this.#heard = new Float32Array(together);
      this.#filled = 0;
    }
    return true;
  }
}

registerProcessor('recorder', Recorder);
