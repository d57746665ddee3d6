import { elapsed } from '../../clock.ts';

export interface Probe<Reason> {
  readonly name: string;
  /** null: all is well. Answers within the probe's patience, and never fails. */
  ask(): Promise<Reason | null>;
}

/** A look that never came back is given up after this, so that one lost connection does not hide that others work. Milliseconds. */
const givenUpAfter = 10_000;

/**
 * One thing that is looked at, within `patience` (milliseconds). While a look is under way nobody begins another: what hangs must not pile up.
 */
export function probing<Reason>(
  name: string,
  patience: number,
  look: () => Promise<Reason | null>,
  says: { readonly late: () => Reason; readonly failed: (error: unknown) => Reason },
): Probe<Reason> {
  let underWay: { readonly since: number; readonly answer: Promise<Reason | null> } | null = null;
  const begin = () => {
    const begun = {
      since: elapsed(),
      answer: look()
        .catch(says.failed)
        .finally(() => {
          if (underWay === begun) underWay = null;
        }),
    };
    underWay = begun;
    return begun;
  };
  return {
    name,
    async ask() {
      const current = underWay !== null && elapsed() - underWay.since < givenUpAfter ? underWay : begin();
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<Reason>((tell) => {
        timer = setTimeout(() => tell(says.late()), patience);
      });
      const answer = await Promise.race([current.answer, late]);
      clearTimeout(timer);
      return answer;
    },
  };
}
