import type { PageContext } from '../page-context.ts';
import type { Journey } from './journey.ts';
import { type StepName, stepHref, steps } from './journey-step.ts';

/** What `partials/booking/steps.ejs` shows. */
export interface StepsView {
  readonly items: readonly {
    readonly text: string;
    readonly href: string | null;
    readonly current: boolean;
  }[];
  readonly position: string;
  /** null: the first step */
  readonly backHref: string | null;
}

export function stepsView(current: StepName, journey: Journey, { t }: PageContext): StepsView {
  const at = steps.indexOf(current);
  const before = steps[at - 1];
  return {
    items: steps.map((name, index) => ({
      text: t(`book.steps.${name}`),
      href: index < at ? stepHref(name, journey) : null,
      current: index === at,
    })),
    position: t('book.stepOf', { step: at + 1, steps: steps.length }),
    backHref: before === undefined ? null : stepHref(before, journey),
  };
}
