import { z } from 'zod';
import { choice, optionalWhole, whole } from '../../../actions/catalogue/input-parts.ts';
import type { Weekday } from '../../../actions/planning/ask-planner.ts';
import type { Demand } from '../../../domain/queue/planning/day-visitors.ts';
import { clockTime, type StaffPlan, stepMinutes } from '../../../domain/queue/planning/half-hours.ts';
import type { Translate } from '../../../locales/words.ts';
import type { FieldMessage } from '../../form-field.ts';
import type { FormSection } from '../form/form-section.ts';

/** Tickets that somebody may type for a half hour. */
const mostTickets = 500;

const byHalfHour = (most: number) =>
  z.record(z.string().regex(/^h\d{4}$/), optionalWhole(0, most)).optional();

const schema = z.object({
  demand: choice(['own', 'typed']),
  percent: whole(10, 500),
  target: whole(1, 240),
  share: whole(50, 100),
  fewest: whole(0, 50),
  tickets: byHalfHour(mostTickets),
  a: byHalfHour(99),
  b: byHalfHour(99),
});

export const readPlannerForm = (given: unknown) => schema.safeParse(given);
export type PlannerInput = z.infer<typeof schema>;

/** "h0930", as the fields of a half hour are named. */
function halfHourName(from: number): string {
  return `h${clockTime(from).replace(':', '')}`;
}

/** What a plan's fields hold, by half hour; null: nothing is typed in any of them. */
export function planOf(at: Weekday, typed: PlannerInput['a']): StaffPlan | null {
  const values = at.halfHours.map(({ from, open }) => (open ? (typed?.[halfHourName(from)] ?? null) : null));
  return values.every((each) => each === null) ? null : values.map((each) => each ?? 0);
}

/** A plan as its fields hold it. */
export function planFields({ halfHours }: Weekday, plan: StaffPlan): Record<string, number> {
  return Object.fromEntries(
    halfHours.flatMap(({ from, open }, index) => (open ? [[halfHourName(from), plan[index] ?? 0]] : [])),
  );
}

export function demandOf(at: Weekday, { demand, percent, tickets }: PlannerInput): Demand {
  if (demand === 'own') return { kind: 'own', walkIns: percent / 100, booked: percent / 100, ahead: null };
  return { kind: 'typed', tickets: at.halfHours.map(({ from }) => tickets?.[halfHourName(from)] ?? 0) };
}

/** What is wrong with an input that is well formed, by field. */
export function plannerProblems(at: Weekday, input: PlannerInput, t: Translate): readonly FieldMessage[] {
  const { site, halfHours, alike } = at;
  const open = halfHours.filter((each) => each.open);
  const most = site.counters.length;
  const found: FieldMessage[] = [];
  if (input.demand === 'own' && alike.length === 0)
    found.push({ field: 'demand', message: t('planner.noPast') });
  if (
    input.demand === 'typed' &&
    open.every(({ from }) => (input.tickets?.[halfHourName(from)] ?? null) === null)
  )
    found.push({
      field: `tickets.${halfHourName(open[0]?.from ?? 0)}`,
      message: t('planner.noTickets'),
    });
  if (input.fewest > most) found.push({ field: 'fewest', message: t('planner.tooMany', { max: most }) });
  for (const plan of ['a', 'b'] as const)
    for (const { from } of open) {
      const name = halfHourName(from);
      if ((input[plan]?.[name] ?? 0) > most)
        found.push({ field: `${plan}.${name}`, message: t('planner.tooMany', { max: most }) });
    }
  return found;
}

export function plannerSections({ site, halfHours, alike }: Weekday, t: Translate): readonly FormSection[] {
  return [
    {
      heading: t('planner.question'),
      fields: [
        {
          name: 'demand',
          label: t('planner.demand'),
          control: {
            kind: 'radios',
            options: [
              { value: 'own', text: t('planner.own'), hint: t('planner.ownHint', { count: alike.length }) },
              { value: 'typed', text: t('planner.typed'), hint: t('planner.typedHint') },
            ],
          },
        },
        {
          name: 'percent',
          label: t('planner.percent'),
          control: { kind: 'number' },
          hint: t('planner.percentHint'),
        },
        { name: 'target', label: t('planner.target'), control: { kind: 'number' } },
        {
          name: 'share',
          label: t('planner.share'),
          control: { kind: 'number' },
          hint: t('planner.shareHint'),
        },
        {
          name: 'fewest',
          label: t('planner.fewest'),
          control: { kind: 'number' },
          hint: t('planner.fewestHint'),
        },
      ],
    },
    {
      heading: t('planner.plans'),
      text: t('planner.plansText', { count: site.counters.length }),
      table: {
        head: t('planner.time'),
        columns: [t('planner.tickets'), t('planner.planA'), t('planner.planB')],
        rows: halfHours
          .filter(({ open }) => open)
          .map(({ from }) => ({
            head: `${clockTime(from)}–${clockTime(from + stepMinutes)}`,
            cells: (['tickets', 'a', 'b'] as const).map((what) => ({
              name: `${what}.${halfHourName(from)}`,
              label: t(
                what === 'tickets' ? 'planner.tickets' : what === 'a' ? 'planner.planA' : 'planner.planB',
              ),
              control: { kind: 'number' } as const,
              optional: true,
            })),
          })),
      },
    },
  ];
}
