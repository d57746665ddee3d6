import type { Request, RequestHandler, Response } from 'express';
import { carryOutEdit, mayEdit, revisionOf } from '../../../actions/catalogue/carry-out-edit.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { missingAt, type SetUpStep } from '../../../actions/catalogue/missing-at-site.ts';
import { openSite } from '../../../actions/catalogue/open-site.ts';
import { type Rehearsal, rehearseSite } from '../../../actions/catalogue/rehearse-site.ts';
import type { CatalogueRecords } from '../../../domain/catalogue/records.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { loadRecords } from '../../../store/catalogue/catalogue-query.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formatting } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { FormFrame } from '../form/form-section.ts';
import type { SettingsSystem } from '../form/settings-form.ts';
import { type SitePart, siteFrame, siteOfRequest } from './site-frame.ts';

export interface SetUpView extends FormFrame {
  readonly steps: readonly {
    readonly text: string;
    readonly done: boolean;
    readonly needed: boolean;
    readonly href: string;
  }[];
  /** of each service: what a trial of it came to */
  readonly trials: readonly {
    readonly service: string;
    readonly booked: string;
    readonly called: string;
    readonly good: boolean;
  }[];
  readonly action: string;
  /** nothing is missing and it is not open yet */
  readonly mayOpen: boolean;
  readonly notice: string | null;
  /** where the public books it; null: it is not open */
  readonly bookHref: string | null;
  readonly staffHref: string;
}

const page = adminPage<SetUpView>('admin/set-up', ({ heading }) => heading);

/** Where what is missing is entered. */
const partOf: Readonly<Record<Exclude<SetUpStep, 'open'>, SitePart>> = {
  address: 'profile',
  hours: 'hours',
  queues: 'queues',
  services: 'services',
  counters: 'counters',
  served: 'counters',
  places: 'queues',
};

interface Asked {
  readonly records: CatalogueRecords;
  readonly site: Site;
}

/** Null: it has answered. */
async function asked(system: SettingsSystem, request: Request, response: Response): Promise<Asked | null> {
  const records = await loadRecords(system.database.writer);
  const site = siteNamed(records, siteOfRequest(request));
  if (site === undefined) renderErrorPage(response, 404);
  else if (!mayWorkAt(currentStaff(request), site.code)) renderErrorPage(response, 403, 'not_permitted');
  else return { records, site };
  return null;
}

function show(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const found = await asked(system, request, response);
    if (found === null) return;
    const { records, site } = found;
    const context = pageContext(request);
    const steps = missingAt(records, site.code);
    const open = site.active && site.bookable;
    const complete = steps.every(({ done, needed }) => done || !needed);
    renderPage(response, page, {
      ...siteFrame({ records, subject: site.code, page: context }, 'setup'),
      steps: steps.map(({ step, done, needed }) => ({
        text: context.t(`settings.setUp.step.${step}`),
        ...{ done, needed },
        href: step === 'open' ? '#open' : paths.admin.act('sites', site.code, partOf[step]),
      })),
      trials: rehearseSite(records, site.code, system.clock.now()).map((one) =>
        trialView(one, found, context),
      ),
      action: paths.admin.act('sites', site.code, 'setup'),
      mayOpen: complete && !open && mayEdit(currentStaff(request), site.code),
      notice: request.query['opened'] === '1' ? context.t('settings.setUp.opened') : null,
      bookHref: open ? paths.site(site.code) : null,
      staffHref: paths.admin.item('staff', 'new'),
    });
  };
}

function trialView(
  { service, start, number, counter }: Rehearsal,
  { records, site }: Asked,
  { locale, t }: PageContext,
): SetUpView['trials'][number] {
  const { dayTime } = formatting(locale, site.timeZone);
  return {
    service: records.services.find(({ code }) => code === service)?.name[locale] ?? service,
    booked: start === null ? t('settings.setUp.notBooked') : dayTime(start),
    called:
      number === null
        ? t('settings.setUp.notCalled')
        : t('settings.setUp.called', { number, counter: counter ?? '' }),
    good: start !== null && number !== null,
  };
}

function open(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const found = await asked(system, request, response);
    if (found === null) return;
    const { records, site } = found;
    const own = paths.admin.act('sites', site.code, 'setup');
    const outcome = await carryOutEdit(system, openSite, {
      subject: site.code,
      given: {},
      revision: revisionOf(openSite.read(records, site.code, system.clock.now())),
      confirmed: '',
      staff: currentStaff(request),
    });
    if (outcome.kind === 'not_permitted') return renderErrorPage(response, 403, 'not_permitted');
    response.redirect(303, outcome.kind === 'done' ? withQuery(own, { opened: '1' }) : own);
  };
}

/** What is missing at an office until its first visit, and a trial of it that leaves nothing behind. */
export const setUpPage: DeclaredPage<SettingsSystem> = {
  path: paths.admin.act('sites', ':site', 'setup'),
  audience: staffOfSite('settings.change', 'audit.read'),
  changes: staffOfSite('settings.change'),
  get: show,
  post: open,
};
