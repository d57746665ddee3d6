export interface TextToSize {
  /** carries the size as a custom property */
  readonly part: HTMLElement;
  readonly property: string;
  readonly unit: 'rem' | '';
  /** the largest first */
  sizes(): readonly number[];
  /** whether it does, as it stands there now */
  fits(): boolean;
  /** what it has to fit into: another one begins with the largest size again */
  room(): string;
  /** the text that stays for long; what else is in it may make it smaller, never larger, so that sizes do not jump with every number */
  lasting(): string;
}

/** A text that has the largest of some sizes with which it is read to its end. Measured only when it, or its room, is another. */
export class SizedText {
  readonly #text: TextToSize;
  #known = '';
  #said = '';
  #at = 0;

  constructor(text: TextToSize) {
    this.#text = text;
  }

  /** It is to be measured anew: its letters have another form. */
  forget(): void {
    this.#known = '';
  }

  /** To be called after everything that changes it or its room. */
  fit(): void {
    const { part, property, unit } = this.#text;
    const sizes = this.#text.sizes();
    const known = `${this.#text.room()} ${sizes[0]} ${this.#text.lasting()}`;
    const said = part.textContent ?? '';
    if (known === this.#known && said === this.#said) return;
    if (known !== this.#known) this.#at = 0;
    this.#known = known;
    this.#said = said;
    for (; this.#at < sizes.length; this.#at += 1) {
      part.style.setProperty(property, `${sizes[this.#at]}${unit}`);
      if (this.#text.fits()) return;
    }
    this.#at = Math.max(0, sizes.length - 1);
  }
}

/** Whether nothing in it is wider than it. Heights are no help: a line of text always reaches a little out of its own. */
export function isWideEnough(part: Element): boolean {
  return part.scrollWidth <= part.clientWidth + 1;
}
