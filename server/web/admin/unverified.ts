import { type RequestHandler, Router } from 'express';
import { carryOutEdit, mayEdit, revisionOf } from '../../actions/catalogue/carry-out-edit.ts';
import { confirmFacts, type FactKind, openFacts } from '../../actions/catalogue/confirm-facts.ts';
import type { CatalogueRecords } from '../../domain/catalogue/records.ts';
import { mayWorkAt } from '../../domain/staff/permissions.ts';
import { isWordKey } from '../../locales/words.ts';
import { loadRecords } from '../../store/catalogue/catalogue-query.ts';
import { renderErrorPage } from '../error-page.ts';
import { currentStaff, requireStaff } from '../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../page-context.ts';
import { paths, withQuery } from '../paths.ts';
import { renderPage } from '../render-page.ts';
import { adminPage } from './admin-page.ts';
import { nestedValues, sentValues } from './form/form-values.ts';
import type { SettingsSystem } from './form/settings-form.ts';

interface UnverifiedView {
  readonly heading: string;
  readonly action: string;
  readonly facts: readonly {
    readonly subject: string;
    readonly revision: string;
    readonly kind: string;
    readonly name: string;
    readonly parts: readonly { readonly value: string; readonly text: string }[];
    readonly mayChange: boolean;
  }[];
  readonly saved: boolean;
  readonly stale: boolean;
}

const page = adminPage<UnverifiedView>('unverified', ({ heading }) => heading);

/** What nobody has confirmed yet, and the switch that says that somebody has. */
export function unverifiedPages(system: SettingsSystem): Router {
  const router = Router();
  const path = paths.admin.section('unverified');
  router.get(path, requireStaff('settings.change', 'audit.read'), show(system));
  router.post(path, requireStaff('settings.change'), confirm(system));
  return router;
}

function show(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const context = pageContext(request);
    const staff = currentStaff(request);
    const records = await loadRecords(system.database.writer);
    const mine = openFacts(records).filter(({ kind, key }) => kind !== 'site' || mayWorkAt(staff, key));
    renderPage(response, page, {
      heading: context.t('settings.menu.unverified'),
      action: paths.admin.section('unverified'),
      saved: request.query['saved'] === '1',
      stale: request.query['stale'] === '1',
      facts: mine.map((fact) => ({
        subject: `${fact.kind}/${fact.key}`,
        revision: revisionOf(fact),
        kind: context.t(`settings.unverified.kinds.${fact.kind}`),
        name: nameOf(records, fact.kind, fact.key, context),
        parts: fact.parts.map((part) => ({ value: part, text: partName(part, context) })),
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
      address: request.ip ?? null,
    });
    if (outcome.kind === 'not_permitted') return renderErrorPage(response, 403, 'not_permitted');
    const done = outcome.kind === 'done';
    response.redirect(303, withQuery(paths.admin.section('unverified'), { [done ? 'saved' : 'stale']: '1' }));
  };
}

function nameOf(records: CatalogueRecords, kind: FactKind, key: string, { locale }: PageContext): string {
  const by = <T extends { readonly code: string }>(list: readonly T[], code: string) =>
    list.find((one) => one.code === code);
  switch (kind) {
    case 'site':
      return by(records.sites, key)?.name[locale] ?? key;
    case 'service':
      return by(records.services, key)?.name[locale] ?? key;
    case 'question':
      return by(records.questions, key)?.text[locale] ?? key;
    case 'link':
      return by(records.links, key)?.label[locale] ?? key;
    case 'outlet':
      return records.outlets.find(({ id }) => id === key)?.name[locale] ?? key;
    case 'material': {
      const [service = '', material = '', site] = key.split('|');
      const names = [
        by(records.services, service),
        by(records.materials, material),
        by(records.sites, site ?? ''),
      ];
      return names.flatMap((one) => (one === undefined ? [] : [one.name[locale]])).join(' · ');
    }
  }
}

function partName(part: string, { t }: PageContext): string {
  const key = `settings.unverified.parts.${part.replaceAll('.', '_')}`;
  return isWordKey(key) ? t(key) : part;
}
