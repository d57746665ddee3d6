import type { Request, Response } from 'express';
import { z } from 'zod';
import { problemsIn } from '../../../actions/catalogue/carry-out-edit.ts';
import { askAboutDay, usualPlan, type Weekday, weekdayAt } from '../../../actions/planning/ask-planner.ts';
import {
  nextOpenWeekday,
  openWeekdays,
  plannedRevision,
  planWeekday,
} from '../../../actions/planning/plan-weekday.ts';
import type { System } from '../../../actions/system.ts';
import type { Catalogue } from '../../../domain/catalogue/catalogue.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { type PlannedDay, plannedStaffing } from '../../../store/queue/planned-staffing-query.ts';
import { staffOfSite } from '../../audience.ts';
import { renderErrorPage } from '../../error-page.ts';
import { type FormAgain, type FormResult, type FormState, formPage } from '../../form/form-page.ts';
import { type FormValues, flatValues } from '../../form/form-values.ts';
import type { SentForm } from '../../form/sent-form.ts';
import { paths, withQuery } from '../../paths.ts';
import { asked, parameter } from '../../request/asked.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import { problemMessages } from '../form/form-view.ts';
import { atOffice, type DrawnForm, drawnForm, type OfficePlace } from '../form/office-form.ts';
import { drawBeside } from '../statistics/draw-beside.ts';
import {
  demandOf,
  type PlannerInput,
  planFields,
  plannerProblems,
  plannerSections,
  planOf,
  readPlannerForm,
} from './planner-form.ts';
import { type PlannerResults, plannerResults } from './planner-results.ts';
import { plannerTabs, weekdayKey } from './planner-tabs.ts';

export interface PlannerView extends FormFrame {
  /** null: the site has no hours to plan */
  readonly form: DrawnForm | null;
  readonly results: PlannerResults | null;
}

interface PlannerPlace extends OfficePlace<System> {
  readonly catalogue: Catalogue;
  readonly at: Weekday;
  readonly planned: PlannedDay | undefined;
}

const page = adminPage<PlannerView>('admin/planner', ({ heading }) => heading);

/** How many counters a weekday needs, played with the real order of the calls; and what is planned for it. */
export const plannerPage = formPage<System, PlannerPlace, unknown, PlannerView, PlannerResults>({
  path: paths.admin.item('planner', ':site'),
  audience: staffOfSite('hall.manage'),
  page,
  open,
  schema: z.unknown(),
  act,
  fieldOf: { default: 'demand' },
  statusOf: (code) => (code === 'planner_busy' || code === 'planner_too_long' ? 429 : 422),
  view: viewOf,
});

async function open(system: System, request: Request, response: Response): Promise<PlannerPlace | null> {
  const catalogue = await system.catalogue();
  const place = atOffice(system, request, response);
  const site = catalogue.sites.get(parameter(request, 'site'));
  if (site === undefined || site.queues.length === 0) renderErrorPage(response, 404);
  else if (!mayWorkAt(place.staff, site.code)) renderErrorPage(response, 403, 'not_permitted');
  else {
    // both threads are there before the form is filled in
    system.planner.begin();
    void drawBeside([]);
    const wanted = Number(asked(request, 'weekday'));
    const weekday = openWeekdays(site).includes(wanted) ? wanted : nextOpenWeekday(site, place.page.now);
    const [at, planned] = await Promise.all([
      weekdayAt(system, site, weekday),
      plannedStaffing(system.database.writer, site.code),
    ]);
    return { ...place, catalogue, at, planned: planned.get(weekday) };
  }
  return null;
}

async function act(
  place: PlannerPlace,
  _input: unknown,
  sent: SentForm,
): Promise<FormResult<PlannerResults>> {
  const {
    at,
    page: { t },
  } = place;
  const read = readPlannerForm(sent.given);
  if (!read.success) return { again: 422, errors: problemMessages(problemsIn(read.error), t) };
  const errors = plannerProblems(at, read.data, t);
  const wanted = String(sent.body['_act'] ?? 'play');
  if (wanted === 'save-a' || wanted === 'save-b')
    return save(place, planOf(at, read.data[wanted === 'save-a' ? 'a' : 'b']), sent, errors);
  if (errors.length > 0) return { again: 422, errors };
  if (sent.revision !== plannedRevision(place.planned)) return { ok: false, code: 'stale_form', details: {} };
  return answer(place, read.data, sent, wanted === 'search');
}

async function answer(
  { system, catalogue, at, page: context }: PlannerPlace,
  input: PlannerInput,
  sent: SentForm,
  searches: boolean,
): Promise<FormResult<PlannerResults>> {
  const [a, b] = [planOf(at, input.a) ?? usualPlan(at), planOf(at, input.b)];
  const outcome = await askAboutDay(system, catalogue, at, {
    demand: demandOf(at, input),
    targetMinutes: input.target,
    plans: b === null ? [a] : [a, b],
    least: searches
      ? {
          wanted: { minutes: input.target, share: input.share / 100 },
          most: at.site.counters.length,
          fewest: input.fewest,
        }
      : null,
  });
  if (!outcome.ok) return outcome;
  const { least } = outcome.value;
  const more = await plannerResults(
    { at, answer: outcome.value, typed: input.demand === 'typed', targetMinutes: input.target },
    context,
  );
  const again: FormAgain<PlannerResults> = { again: 200, more };
  // what was found stands in plan B, to be changed, played and saved
  const filled = flatValues({
    a: planFields(at, a),
    ...(least === null ? {} : { b: planFields(at, least.found.plan) }),
  });
  return { ...again, typed: new Map([...sent.values, ...filled]) };
}

async function save(
  { system, at, staff, request, page: { t } }: PlannerPlace,
  plan: readonly number[] | null,
  sent: SentForm,
  errors: FormState['errors'],
): Promise<FormResult<PlannerResults>> {
  const own = errors.filter(({ field }) => /^[ab]\./.test(field));
  if (own.length > 0) return { again: 422, errors: own };
  const first = at.halfHours.find((each) => each.open);
  if (plan === null || first === undefined)
    return { again: 422, errors: [{ field: 'b.h0000', message: t('planner.noPlan') }] };
  const planned = new Map(
    at.halfHours.flatMap(({ from, open: isOpen }, index) =>
      isOpen ? [[from, plan[index] ?? 0] as const] : [],
    ),
  );
  const { weekday, site } = at;
  const { revision } = sent;
  const outcome = await planWeekday(system, { site: site.code, weekday, planned, revision }, staff);
  if (!outcome.ok) return outcome;
  return { ok: true, value: withQuery(request.path, { weekday: String(weekday), done: 'saved' }) };
}

function viewOf(place: PlannerPlace, state: FormState<PlannerResults>): PlannerView {
  const { at, page: context } = place;
  const { t } = context;
  return {
    ...frameOf(place),
    form:
      at.halfHours.length === 0 ? null : drawnPlanner(place, state, t(`planner.weekday.${weekdayKey(at)}`)),
    results: state.more,
  };
}

function drawnPlanner(place: PlannerPlace, state: FormState<PlannerResults>, weekday: string): DrawnForm {
  const { at, planned, page: context } = place;
  const { t } = context;
  const stored = flatValues({
    demand: at.alike.length > 0 ? 'own' : 'typed',
    percent: 100,
    target: at.site.hall.calledWithin,
    share: 90,
    fewest: 1,
    a: planFields(
      at,
      planned === undefined ? usualPlan(at) : at.halfHours.map(({ from }) => planned.get(from) ?? 0),
    ),
  });
  return drawnForm(
    {
      action: withQuery(placePath(at), { weekday: String(at.weekday) }),
      stored,
      revision: plannedRevision(planned),
      sections: (_values: FormValues) => plannerSections(at, t),
      mayChange: true,
      button: t('planner.play'),
      acts: [
        { act: 'search', text: t('planner.search') },
        { act: 'save-a', text: t('planner.saveA', { weekday }) },
        { act: 'save-b', text: t('planner.saveB', { weekday }) },
      ],
      done: state.done === null ? null : t('planner.saved'),
    },
    state,
    context,
  );
}

function frameOf({ at, page: { t, locale } }: PlannerPlace): FormFrame {
  return {
    heading: t('planner.titleAt', { site: at.site.name[locale] }),
    crumbs: [{ href: paths.admin.section('planner'), text: t('planner.title') }],
    lede: t('planner.lede', { weekday: t(`planner.weekday.${weekdayKey(at)}`) }),
    tabs: plannerTabs(at.site, at.weekday, t),
  };
}

function placePath({ site }: Weekday): string {
  return paths.admin.item('planner', site.code);
}
