import type { RequestHandler } from 'express';
import { mayEdit } from '../../../actions/catalogue/carry-out-edit.ts';
import { loadRecords } from '../../../store/catalogue/catalogue-query.ts';
import { renderErrorPage } from '../../error-page.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import type { SettingsSystem } from '../form/settings-form.ts';
import { listing, renderListing } from '../listing.ts';
import { type ListPageView, listPage } from '../sites/site-list.ts';
import { serviceFrame, serviceOfRequest } from './service-forms.ts';

/** All services in their order. */
export function serviceList(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const records = await loadRecords(system.database.writer);
    const { t, locale } = pageContext(request);
    const sitesWith = (code: string) =>
      records.sites.filter(
        ({ active, services }) => active && services.some(({ service }) => service === code),
      );
    const view: ListPageView = {
      heading: t('settings.menu.services'),
      lede: t('settings.service.list'),
      crumbs: [],
      tabs: [],
      actions: [
        ...(mayEdit(currentStaff(request), null)
          ? [{ href: paths.admin.item('services', 'new'), text: t('settings.service.new') }]
          : []),
        { href: paths.admin.item('services', 'matrix'), text: t('settings.service.matrix') },
      ],
      listing: listing(
        request,
        t('settings.menu.services'),
        records.services,
        [
          {
            key: 'name',
            label: t('settings.field.name'),
            cell: ({ code, name }) => ({
              text: name[locale],
              href: paths.admin.act('services', code, 'profile'),
            }),
          },
          { key: 'code', label: t('settings.field.code'), cell: ({ code }) => ({ text: code }) },
          {
            key: 'minutes',
            label: t('settings.service.minutes'),
            cell: ({ minutes }) => ({ text: String(minutes), number: true }),
          },
          {
            key: 'materials',
            label: t('settings.service.parts.materials'),
            cell: ({ code }) => ({
              text: String(
                records.serviceMaterials.filter(({ service, active }) => active && service === code).length,
              ),
              number: true,
            }),
          },
          {
            key: 'questions',
            label: t('settings.service.parts.questions'),
            cell: ({ code }) => ({
              text: String(
                records.questions.filter(({ service, active }) => active && service === code).length,
              ),
              number: true,
            }),
          },
          {
            key: 'sites',
            label: t('settings.menu.sites'),
            cell: ({ code }) => ({ text: String(sitesWith(code).length), number: true }),
          },
          {
            key: 'state',
            label: t('settings.field.state'),
            cell: ({ active }) => ({
              text: t(active ? 'settings.service.on' : 'settings.service.off'),
              tag: active ? 'done' : 'faint',
            }),
          },
        ],
        locale,
      ),
    };
    await renderListing(system, request, response, { page: listPage, view, list: 'services' });
  };
}

/** The questions of one service. */
export function questionList(system: SettingsSystem): RequestHandler {
  return async (request, response) => {
    const records = await loadRecords(system.database.writer);
    const subject = serviceOfRequest(request);
    if (!records.services.some(({ code }) => code === subject)) return renderErrorPage(response, 404);
    const page = pageContext(request);
    const { t, locale } = page;
    const questions = records.questions.filter(({ service }) => service === subject);
    const base = paths.admin.act('services', subject, 'questions');
    const view: ListPageView = {
      ...serviceFrame({ records, subject, page }, 'questions'),
      lede: t('settings.question.list'),
      actions: mayEdit(currentStaff(request), null)
        ? [{ href: `${base}/new`, text: t('settings.question.new') }]
        : [],
      listing: listing(
        request,
        t('settings.service.parts.questions'),
        questions,
        [
          {
            key: 'text',
            label: t('settings.question.words'),
            cell: ({ code, text }) => ({ text: text[locale], href: `${base}/${encodeURIComponent(code)}` }),
          },
          { key: 'code', label: t('settings.field.code'), cell: ({ code }) => ({ text: code }) },
          {
            key: 'answers',
            label: t('settings.question.answers'),
            cell: ({ answers }) => ({ text: answers.map(({ label }) => label[locale]).join(' / ') }),
          },
          {
            key: 'state',
            label: t('settings.field.state'),
            cell: ({ active }) => ({
              text: t(active ? 'settings.service.on' : 'settings.service.off'),
              tag: active ? 'done' : 'faint',
            }),
          },
        ],
        locale,
      ),
    };
    await renderListing(system, request, response, { page: listPage, view, list: 'questions' });
  };
}
