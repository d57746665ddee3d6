import type { Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import { replay, subscribe, unsubscribe } from '../../../actions/event/edit-subscribers.ts';
import { mayConnect } from '../../../actions/message/edit-channel.ts';
import type { System } from '../../../actions/system.ts';
import { eventTypes } from '../../../domain/event/outgoing-event.ts';
import { accept } from '../../../domain/outcome.ts';
import { everySite } from '../../../domain/staff/permissions.ts';
import { type EventSubscriber, listSubscribers } from '../../../store/event/subscriber-query.ts';
import { staffOfAll } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { type FormState, formPage, unsent } from '../../form/form-page.ts';
import { said } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { paths, withQuery } from '../../paths.ts';
import { renderPage } from '../../render-page.ts';
import { parameter } from '../../request/asked.ts';
import { adminPage } from '../admin-page.ts';
import { choice, choices, number, text } from '../form/form-section.ts';
import { atOffice, type DrawnForm, type OfficePlace, officeFormOf } from '../form/office-form.ts';
import type { ListView } from '../list/list-view.ts';
import { showList } from '../list/show-list.ts';
import { eventLogList } from './event-log-list.ts';
import { subscriberList } from './subscriber-list.ts';

export interface SubscribersView {
  readonly list: ListView;
  readonly form: DrawnForm;
  /** shown once, right after it was made */
  readonly made: string | null;
}

export interface SubscriberView {
  readonly name: string;
  readonly url: string;
  readonly back: string;
  readonly form: DrawnForm;
  readonly list: ListView;
}

type Shown = NonNullable<Awaited<ReturnType<typeof showSubscribers>>>;
interface Subscribers extends OfficePlace<System> {
  readonly shown: Shown;
}
interface One extends OfficePlace<System> {
  readonly its: EventSubscriber;
  readonly log: ListView;
  readonly sites: readonly { readonly value: string; readonly text: string }[];
}

const showSubscribers = (system: System, request: Request, response: Response) =>
  showList(subscriberList, system, request, response);

const subscribersPage = adminPage<SubscribersView>(
  'admin/subscribers',
  (_view, { t }) => t('settings.subscribers.title'),
  ['unsaved-guard.js'],
);
const subscriberPage = adminPage<SubscriberView>('admin/subscriber', ({ name }) => name, [
  'unsaved-guard.js',
]);

const form = {
  stored: () => ({ events: [...eventTypes] }),
  sections: ({ page: { t, locale }, shown }: Subscribers) => [
    {
      heading: t('settings.subscribers.new'),
      fields: [
        { name: 'name', label: t('settings.subscribers.name'), control: text },
        {
          name: 'url',
          label: t('settings.subscribers.url'),
          hint: t('settings.subscribers.urlHint'),
          control: text,
        },
        {
          name: 'site',
          label: t('settings.subscribers.site'),
          control: choice([
            { value: '', text: t('settings.keys.chooseSite') },
            { value: everySite, text: t('settings.subscribers.everySite') },
            ...[...shown.context.sites.values()].map(({ code, name }) => ({
              value: code,
              text: said(name, locale),
            })),
          ]),
        },
        {
          name: 'events',
          label: t('settings.subscribers.events'),
          control: choices(eventTypes.map((type) => ({ value: type, text: type }))),
        },
      ],
    },
  ],
  button: 'settings.subscribers.create',
  mayChange: ({ staff }: Subscribers) => mayConnect(staff),
} as const;

const replayForm = {
  stored: () => ({ from: '1', to: '' }),
  sections: ({ page: { t }, sites }: One) => [
    {
      heading: t('settings.subscribers.replay'),
      text: t('settings.subscribers.replayText'),
      fields: [
        { name: 'site', label: t('settings.subscribers.site'), control: choice(sites) },
        { name: 'from', label: t('settings.subscribers.from'), control: number },
        { name: 'to', label: t('settings.subscribers.to'), control: number },
      ],
    },
  ],
  button: 'settings.subscribers.replayAct',
  saved: 'settings.subscribers.replayed',
  mayChange: ({ staff, its }: One) => mayConnect(staff) && its.endedAt === null,
} as const;

const subscribersView = (place: Subscribers, state: FormState, made: string | null): SubscribersView => ({
  list: place.shown.list,
  form: officeFormOf(form, place, state),
  made,
});

async function openOne(system: System, request: Request, response: Response): Promise<One | null> {
  const id = parameter(request, 'id');
  const its = (await listSubscribers(system.database.writer)).find((one) => one.id === id);
  if (its === undefined) {
    renderErrorPage(response, 404);
    return null;
  }
  const log = await showList(eventLogList, system, request, response);
  if (log === null) return null;
  const place = atOffice(system, request, response);
  const sites = [...(await system.catalogue()).sites.values()]
    .filter(({ code }) => its.site === null || its.site === code)
    .map(({ code, name }) => ({ value: code, text: said(name, place.page.locale) }));
  return { ...place, its, log: log.list, sites };
}

function end(system: System): RequestHandler {
  return async (request, response) => {
    const done = await unsubscribe(system, parameter(request, 'id'), currentStaff(request));
    if (!done.ok) return renderErrorPage(response, 403, 'not_permitted');
    response.redirect(303, paths.admin.section('subscribers'));
  };
}

const manages = staffOfAll('settings.change');
const sequence = z.coerce.number().int().min(1).max(2_000_000_000);

/** Other systems that are told of what happens, and what they were told. */
export const subscriberPages: readonly DeclaredPage<System>[] = [
  {
    ...formPage({
      path: paths.admin.section('subscribers'),
      audience: manages,
      menu: { under: 'access', text: 'settings.menu.subscribers' },
      page: subscribersPage,
      open: async (system: System, request: Request, response: Response): Promise<Subscribers | null> => {
        const shown = await showSubscribers(system, request, response);
        return shown === null ? null : { ...atOffice(system, request, response), shown };
      },
      schema: z.object({
        name: z.string().trim().min(1).max(80),
        url: z.url({ protocol: /^https?$/ }).max(500),
        site: z.string().min(1).max(40),
        events: z.union([z.enum(eventTypes).transform((one) => [one]), z.array(z.enum(eventTypes)).min(1)]),
      }),
      act: async (place, { name, url, site, events }) => {
        const { system, request, response, staff } = place;
        const made = await subscribe(system, {
          name,
          url,
          events,
          site: site === everySite ? null : site,
          staff,
        });
        if (!made.ok) return made;
        const shown = (await showSubscribers(system, request, response)) ?? place.shown;
        renderPage(
          response,
          subscribersPage,
          subscribersView({ ...place, shown }, unsent, made.value.secret),
        );
        return accept(null);
      },
      fieldOf: { default: 'name', unknown_site: 'site', address_refused: 'url' },
      view: (place, state) => subscribersView(place, state, null),
    }),
    lists: [subscriberList],
  },
  { path: paths.admin.act('subscribers', ':id', 'end'), audience: manages, post: end },
  {
    ...formPage({
      path: paths.admin.item('subscribers', ':id'),
      audience: manages,
      page: subscriberPage,
      open: openOne,
      schema: z.object({ site: z.string().max(40), from: sequence, to: sequence }),
      act: async ({ system, its, staff }, { site, from, to }) => {
        const done = await replay(system, { id: its.id, site, from, to, staff });
        if (!done.ok) return done;
        return accept(withQuery(paths.admin.item('subscribers', its.id), { done: '1' }));
      },
      fieldOf: { default: 'site' },
      view: (place, state): SubscriberView => ({
        name: place.its.name,
        url: place.its.url,
        back: paths.admin.section('subscribers'),
        form: officeFormOf(replayForm, place, state),
        list: place.log,
      }),
    }),
    lists: [eventLogList],
  },
];
