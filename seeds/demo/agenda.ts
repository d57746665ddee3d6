/** What is to happen, in order of time; equals in the order in which they were put in. */
export class Agenda<T> {
  private readonly entries: { readonly at: number; readonly order: number; readonly what: T }[] = [];
  private order = 0;

  add(at: number, what: T): void {
    const entry = { at, order: this.order, what };
    this.order += 1;
    let index = this.entries.length;
    // kept in descending order, so that the next one is taken from the end
    let low = 0;
    while (low < index) {
      const middle = (low + index) >> 1;
      if ((this.entries[middle]?.at ?? 0) > at) low = middle + 1;
      else index = middle;
    }
    this.entries.splice(index, 0, entry);
  }

  take(): { readonly at: number; readonly what: T } | undefined {
    return this.entries.pop();
  }
}
