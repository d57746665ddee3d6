const pattern = [400, 150, 400, 150, 800];
/** that the button works can be felt */
const sample = [200];

/**
 * Shakes, flashes and chimes when the number is called; in a silent hall without the chime. Phones allow sound, and many of them shaking,
 * only after a touch, hence the button.
 */
export class TicketAlert {
  readonly #chime: string | undefined;
  readonly #button = document.getElementById('alert') as HTMLButtonElement | null;
  #player: HTMLAudioElement | null = null;

  constructor({ chime, silent }: { readonly chime: string | undefined; readonly silent: boolean }) {
    this.#chime = chime;
    if (this.#button === null || (chime === undefined && !silent)) return;
    this.#button.hidden = false;
    this.#button.addEventListener('click', () => void this.#enable());
  }

  ring(): void {
    navigator.vibrate?.(pattern);
    flash();
    if (this.#player === null) return;
    this.#player.currentTime = 0;
    this.#player.play().catch(() => undefined);
  }

  async #enable(): Promise<void> {
    if (this.#button === null) return;
    if (this.#chime === undefined) navigator.vibrate?.(sample);
    else {
      const player = new Audio(this.#chime);
      // played once now, so that the phone lets it play later
      await player.play().catch(() => undefined);
      this.#player = player;
    }
    this.#stayAwake();
    this.#button.textContent = this.#button.dataset['ready'] ?? '';
    this.#button.disabled = true;
  }

  /** A phone that sleeps rings for nobody: while the page is in front it stays awake, where it may. */
  #stayAwake(): void {
    const ask = (): void => {
      if (document.visibilityState === 'visible')
        navigator.wakeLock?.request('screen').catch(() => undefined);
    };
    ask();
    document.addEventListener('visibilitychange', ask);
  }
}

function flash(): void {
  const main = document.getElementById('main');
  main?.classList.remove('sheet--flash');
  // a second call flashes again
  requestAnimationFrame(() => main?.classList.add('sheet--flash'));
}
