/** The words that are to be read, as they stand in the lists of the page. */
export class Prompts {
  readonly #buttons: readonly HTMLButtonElement[];
  #at: number;

  constructor() {
    this.#buttons = [...document.querySelectorAll<HTMLButtonElement>('[data-prompt]')];
    // who comes back goes on where they stopped
    this.#at = Math.max(0, this.#buttons.findIndex(isOpen));
  }

  /** Called when somebody chooses one. */
  onChoice(chosen: () => void): void {
    for (const [index, button] of this.#buttons.entries())
      button.addEventListener('click', () => {
        this.#at = index;
        chosen();
      });
  }

  get id(): string {
    return this.#current?.dataset['prompt'] ?? '';
  }

  get text(): Element | null {
    return this.#current?.querySelector('.prompt__text') ?? null;
  }

  /** where the one that is kept can be heard; null: it is still to be read */
  get address(): string | null {
    return this.#current?.dataset['address'] ?? null;
  }

  /** of those that the office needs: how many are kept, and how many there are */
  get needed(): { readonly kept: number; readonly all: number } {
    const all = this.#buttons.filter(({ dataset }) => dataset['needed'] !== undefined);
    return { kept: all.filter((button) => !isOpen(button)).length, all: all.length };
  }

  kept(id: string, { address, state }: { readonly address: string; readonly state: string }): void {
    const button = this.#buttons.find(({ dataset }) => dataset['prompt'] === id);
    if (button === undefined) return;
    button.dataset['address'] = address;
    button.classList.add('prompt--own');
    const place = button.querySelector('.prompt__state');
    if (place !== null) place.textContent = state;
  }

  move(by: 1 | -1): void {
    this.#at = Math.min(this.#buttons.length - 1, Math.max(0, this.#at + by));
  }

  /** On to the next that is still to be read; when none is, to the one below. */
  moveOn(): void {
    const open = this.#buttons.findIndex((button, index) => index > this.#at && isOpen(button));
    if (open >= 0) this.#at = open;
    else this.move(1);
  }

  mark(): void {
    for (const [index, button] of this.#buttons.entries()) {
      button.classList.toggle('prompt--now', index === this.#at);
      if (index === this.#at) button.setAttribute('aria-current', 'true');
      else button.removeAttribute('aria-current');
    }
  }

  get #current(): HTMLButtonElement | undefined {
    return this.#buttons[this.#at];
  }
}

function isOpen({ dataset }: HTMLButtonElement): boolean {
  return dataset['address'] === undefined;
}
