import { expectedCheck } from '../../server/domain/enterprise/credit-code-standard.ts';

/** Valid codes of different enterprises: one that books thousands of visits does not exist. */
function creditCode(n: number): string {
  const code = `9111010${String(n % 100_000_000).padStart(10, '0')}`.slice(0, 17);
  return `${code}${expectedCheck(`${code}0`)}`;
}

/** Bodies for the API, each another person's at the next free time, spread over sites and days. */
export class Visits {
  readonly #starts: readonly { readonly site: string; readonly start: string }[];
  #count = 0;

  private constructor(starts: readonly { readonly site: string; readonly start: string }[]) {
    this.#starts = starts;
  }

  /** Asks a running hall what is free. */
  static async at(url: string, sites: readonly string[]): Promise<Visits> {
    const lists = await Promise.all(sites.map((site) => freeStarts(url, site)));
    const longest = Math.max(...lists.map((list) => list.length));
    const mixed = Array.from({ length: longest }, (_, k) =>
      lists.flatMap((list, n) => {
        const start = list[k];
        const site = sites[n];
        return start === undefined || site === undefined ? [] : [{ site, start }];
      }),
    );
    return new Visits(mixed.flat());
  }

  /** how many different times there are */
  get times(): number {
    return this.#starts.length;
  }

  next(): object {
    const at = this.#starts[this.#count % this.#starts.length];
    return this.#visit(at);
  }

  /** another person's, at the nth time */
  at(n: number): object {
    return this.#visit(this.#starts[n % this.#starts.length]);
  }

  #visit(at: { readonly site: string; readonly start: string } | undefined): object {
    this.#count += 1;
    const mobile = `13${String(100_000_000 + this.#count).padStart(9, '0')}`;
    return {
      ...at,
      services: [{ code: 'RENEW' }],
      enterprise: { name: '北京示例贸易有限公司', creditCode: creditCode(this.#count) },
      contact: { name: '王小明', mobile, email: `n${this.#count}@test.invalid` },
      consent: true,
    };
  }
}

export async function bookableSites(url: string): Promise<string[]> {
  const sites = (await (await fetch(`${url}/api/v1/sites`)).json()) as { code: string }[];
  const free = await Promise.all(
    sites.map(async ({ code }) => ((await freeStarts(url, code)).length > 0 ? [code] : [])),
  );
  return free.flat();
}

async function freeStarts(url: string, site: string): Promise<string[]> {
  const answer = await fetch(`${url}/api/v1/sites/${site}/slots?service=RENEW`);
  if (!answer.ok) return [];
  const { days } = (await answer.json()) as { days: { slots: { start: string }[] }[] };
  // not of the first day: while bookings are measured its next time passes
  return days.slice(1).flatMap(({ slots }) => slots.map(({ start }) => start));
}
