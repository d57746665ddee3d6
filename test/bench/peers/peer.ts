/** A system that sells visits by HTTP, and what a visitor asks of it. Each throws when it is not answered as it should be. */
export interface Peer {
  readonly name: string;
  /** the page on which booking begins */
  page(): Promise<void>;
  /** the free times of one day; `nth`: of this one of the days that are open */
  hours(nth: number): Promise<void>;
  /** the days of a month on which something is free */
  month(): Promise<void>;
  /** a visit of somebody new at a time that is free */
  register(): Promise<void>;
  /** As many at once want one place: how many got it. */
  sold(wanted: number): Promise<number>;
}

export async function textOf(response: Response): Promise<string> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text.slice(0, 200)}`);
  return text;
}
