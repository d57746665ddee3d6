const turnEvery = 8000;
const away = 'call--away';

/** Shows so many of a list at a time, the next ones after a while. */
export class Pages {
  #list: readonly HTMLElement[] = [];
  #onPage = 0;
  #first = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  turn(list: readonly HTMLElement[], onPage: number): void {
    this.#list = list;
    this.#onPage = onPage;
    if (this.#first >= list.length) this.#first = 0;
    const needed = onPage > 0 && onPage < list.length;
    if (needed) this.#timer ??= setInterval(() => this.#next(), turnEvery);
    else {
      clearInterval(this.#timer);
      this.#timer = undefined;
      this.#first = 0;
    }
    this.#show();
  }

  #next(): void {
    this.#first += this.#onPage;
    if (this.#first >= this.#list.length) this.#first = 0;
    this.#show();
  }

  #show(): void {
    const last = this.#first + this.#onPage;
    for (const [index, each] of this.#list.entries())
      each.classList.toggle(away, index < this.#first || index >= last);
  }
}
