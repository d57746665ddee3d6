import type { PageContext } from '../page-context.ts';
import type { Journey } from './journey.ts';
import { type StepName, stepHref } from './journey-step.ts';

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

const counted = ['services', 'time', 'details'] as const;

/** Questions that are asked apart belong to the services, and checking to the details: who needs no page of their own for them misses none. */
const countedAs = {
  ...{ services: 'services', checklist: 'services', time: 'time', details: 'details', check: 'details' },
} as const satisfies Readonly<Record<StepName, (typeof counted)[number]>>;

const before: Readonly<Record<StepName, StepName | null>> = {
  ...{ services: null, checklist: 'services', time: 'services', details: 'time', check: 'details' },
};

export function stepsView(current: StepName, journey: Journey, { t }: PageContext): StepsView {
  const at = counted.indexOf(countedAs[current]);
  const back = before[current];
  return {
    items: counted.map((name, index) => ({
      text: t(`book.steps.${name}`),
      href: index < at ? stepHref(name, journey) : null,
      current: index === at,
    })),
    position: t('book.stepOf', { step: at + 1, steps: counted.length }),
    backHref: back === null ? null : stepHref(back, journey),
  };
}
