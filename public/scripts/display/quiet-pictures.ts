/** A picture stands so long; a video until its end. */
const turnEvery = 15_000;

export interface ShownPicture {
  readonly address: string;
  readonly isVideo: boolean;
}

/**
 * The branch's pictures while nobody is at a counter, one after another. What cannot be shown, on this machine or without the network, is
 * passed over; when nothing can, the place stays empty.
 */
export class QuietPictures {
  readonly #place: HTMLElement;
  readonly #pictures: readonly ShownPicture[];
  readonly #broken = new Set<string>();
  #at = -1;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(place: HTMLElement, pictures: readonly ShownPicture[]) {
    this.#place = place;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#pictures = pictures.filter(({ isVideo }) => !(isVideo && still));
  }

  /** To be called after everything that changes who stands on the wall. */
  show(quiet: boolean): void {
    if (quiet === this.#isShown) return;
    if (quiet) {
      this.#next();
      return;
    }
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // a video that is out of sight must not go on
    this.#place.replaceChildren();
    this.#place.hidden = true;
  }

  get #isShown(): boolean {
    return this.#timer !== undefined || this.#place.childElementCount > 0;
  }

  #next(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const whole = this.#pictures.filter(({ address }) => !this.#broken.has(address));
    if (whole.length === 0) {
      this.#place.replaceChildren();
      this.#place.hidden = true;
      // the network may come back: all of them are tried again
      this.#broken.clear();
      if (this.#pictures.length > 0) this.#timer = setTimeout(() => this.#next(), 4 * turnEvery);
      return;
    }
    this.#at = (this.#at + 1) % whole.length;
    const picture = whole[this.#at];
    if (picture !== undefined) this.#put(picture, whole.length === 1);
  }

  #put(picture: ShownPicture, alone: boolean): void {
    const made = picture.isVideo ? this.#video(alone) : document.createElement('img');
    made.addEventListener('error', () => {
      if (!made.isConnected) return;
      this.#broken.add(picture.address);
      this.#next();
    });
    if (!picture.isVideo && !alone) this.#timer = setTimeout(() => this.#next(), turnEvery);
    made.className = 'hall__shown';
    made.src = picture.address;
    this.#place.replaceChildren(made);
    this.#place.hidden = false;
  }

  #video(alone: boolean): HTMLVideoElement {
    const video = document.createElement('video');
    video.muted = true;
    video.autoplay = true;
    video.playsInline = true;
    video.loop = alone;
    video.addEventListener('ended', () => {
      if (video.isConnected) this.#next();
    });
    return video;
  }
}
