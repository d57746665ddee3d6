import type { RequestHandler } from 'express';
import { carryOutEdit, mayEdit, revisionOf } from '../../actions/catalogue/carry-out-edit.ts';
import { confirmFacts, openFacts } from '../../actions/catalogue/confirm-facts.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { staff, staffOfSite } from '../audience.ts';
import type { DeclaredPage } from '../declared-page.ts';
import { renderErrorPage } from '../error-page.ts';
import { nestedValues, sentValues } from '../form/form-values.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import { asked } from '../request/asked.ts';
import { adminPage } from './admin-page.ts';
import type { SettingsSystem } from './form/settings-form.ts';
import { type Paging, pagingOf } from './list/paging.ts';
import { factName, type OpenPart, openParts } from './unverified-facts.ts';

export interface UnverifiedView {
  readonly heading: string;
  readonly action: string;
  readonly facts: readonly {
    readonly subject: string;
    readonly revision: string;
    readonly kind: string;
    readonly name: string;
    readonly parts: readonly OpenPart[];
    readonly mayChange: boolean;
  }[];
  readonly paging: Paging;
  readonly saved: boolean;
  readonly stale: boolean;
}

/** Records on one page. */
const perPage = 50;

const page = adminPage<UnverifiedView>('admin/unverified', ({ heading }) => heading);

function show(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const context = pageContext(request);
    const staff = currentStaff(request);
    const records = await system.catalogueCache.records(system.database.writer);
    const mine = openFacts(records).filter(({ kind, key }) => kind !== 'site' || mayWorkAt(staff, key));
    const pages = Math.max(1, Math.ceil(mine.length / perPage));
    const at = Math.min(pages, Math.max(1, Math.floor(Number(asked(request, 'page', 6)) || 1)));
    const action = paths.admin.section('unverified');
    renderPage(response, page, {
      paging: pagingOf(at, mine.length, (number) => withQuery(action, { page: number }), perPage),
      heading: context.t('settings.menu.unverified'),
      action,
      saved: request.query['saved'] === '1',
      stale: request.query['stale'] === '1',
      facts: mine.slice((at - 1) * perPage, at * perPage).map((fact) => ({
        subject: `${fact.kind}/${fact.key}`,
        revision: revisionOf(confirmFacts.read(records, `${fact.kind}/${fact.key}`, context.now)),
        kind: context.t(`settings.unverified.kinds.${fact.kind}`),
        name: factName(records, fact, context),
        parts: openParts(records, fact, context),
        mayChange: mayEdit(staff, fact.kind === 'site' ? fact.key : null),
      })),
    });
  };
}

function confirm(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const body = (request.body ?? {}) as Record<string, unknown>;
    const outcome = await carryOutEdit(system, confirmFacts, {
      subject: String(body['_subject'] ?? ''),
      given: nestedValues(sentValues(body)),
      revision: String(body['_revision'] ?? ''),
      confirmed: '',
      staff: currentStaff(request),
    });
    if (outcome.kind === 'not_permitted') return renderErrorPage(response, 403, 'not_permitted');
    const done = outcome.kind === 'done';
    response.redirect(303, withQuery(paths.admin.section('unverified'), { [done ? 'saved' : 'stale']: '1' }));
  };
}

/** What nobody has confirmed yet, and the switch that says that somebody has. */
export const unverifiedPages: readonly DeclaredPage<SettingsSystem>[] = [
  {
    path: paths.admin.section('unverified'),
    audience: staff('settings.change', 'audit.read'),
    get: show,
    changes: staffOfSite('settings.change'),
    post: confirm,
    menu: { under: 'settings', text: 'settings.menu.unverified' },
    bothLanguages: true,
  },
];
