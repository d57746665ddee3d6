import type { RequestHandler } from 'express';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { noteReadToCall } from '../../../actions/staff/unmask-to-call.ts';
import type { System } from '../../../actions/system.ts';
import { addDays, localDate } from '../../../domain/calendar/local-time.ts';
import { maskMobile, maskName } from '../../../domain/enterprise/masking.ts';
import { type Told, toldBy } from '../../../domain/message/told.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { type SettledVisit, settledAtSite } from '../../../store/booking/settled-query.ts';
import { type ToldBy, toldSince } from '../../../store/message/told-query.ts';
import { staffOfSite } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { formatting } from '../../formatting.ts';
import { currentStaff } from '../../middleware/staff-session.ts';
import { type PageContext, pageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { telephoneHref } from '../../public/city-sites.ts';
import { type Page, renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import { siteOfRequest } from './site-frame.ts';

interface ToldLine {
  readonly reference: string;
  readonly href: string;
  readonly time: string;
  readonly enterprise: string;
  readonly person: string;
  /** each can be dialled once it is shown */
  readonly numbers: readonly { readonly text: string; readonly href: string | null }[];
  readonly what: string;
  readonly how: string;
}

export interface ToldView {
  readonly heading: string;
  readonly back: string;
  readonly action: string;
  /** those whom nothing has reached come first: they are called */
  readonly groups: readonly {
    readonly told: Told;
    readonly heading: string;
    readonly lines: readonly ToldLine[];
  }[];
  /** whose numbers can be read */
  readonly toCall: number;
  /** they are shown */
  readonly unmasked: boolean;
  readonly printed: string;
}

const page: Page<ToldView> = {
  ...adminPage<ToldView>('admin/told', ({ heading }) => heading, ['print-page.js']),
  // the styles of what is printed
  surface: 'day',
};

/** What was settled of days that are over is nobody's to call. */
const daysBack = 1;
const most = 1000;

/** Who was told that a visit cannot be as it was booked, and whom the office has to call. With POST their numbers stand there, which is audited. */
function showTold(system: System): RequestHandler {
  return async (request, response) => {
    const context = pageContext(request);
    const staff = currentStaff(request);
    const { reader, writer } = system.database;
    const records = await system.catalogueCache.records(writer);
    const site = siteNamed(records, siteOfRequest(request));
    if (site === undefined) return renderErrorPage(response, 404);
    if (!mayWorkAt(staff, site.code)) return renderErrorPage(response, 403, 'not_permitted');
    const fromDay = addDays(localDate(context.now, site.timeZone), -daysBack);
    const settled = await settledAtSite(reader, { site: site.code, fromDay, most });
    const told = await toldSince(reader, new Map(settled.map(({ booking, at }) => [booking.id, at])));
    const stateOf = ({ booking }: SettledVisit): Told => toldBy(told.get(booking.id) ?? []);
    const toCall = settled.filter((visit) => stateOf(visit) === 'not_told');
    const unmasked = request.method === 'POST';
    if (unmasked)
      await noteReadToCall(
        system,
        staff,
        toCall.map(({ booking }) => booking),
      );
    response.set('Cache-Control', 'no-store');
    const { t, locale } = context;
    const when = formatting(locale, site.timeZone);
    renderPage(response, page, {
      heading: t('settings.told.title', { site: site.name[locale] }),
      back: paths.admin.act('sites', site.code, 'conflicts'),
      action: paths.admin.act('sites', site.code, 'told'),
      groups: (['not_told', 'on_its_way', 'told'] as const).map((state) => {
        const its = settled.filter((visit) => stateOf(visit) === state);
        return {
          told: state,
          heading: t(`settings.told.groups.${state}`, { count: its.length }),
          lines: its.map((visit) =>
            toldLine(visit, told.get(visit.booking.id) ?? [], {
              context,
              listTime: when.listTime,
              unmasked: unmasked && state === 'not_told',
            }),
          ),
        };
      }),
      toCall: toCall.length,
      unmasked,
      printed: t('day.print.printed', { staff: staff.name, time: when.listTime(context.now) }),
    });
  };
}

function toldLine(
  { booking, did }: SettledVisit,
  told: readonly ToldBy[],
  shown: {
    readonly context: PageContext;
    readonly listTime: (instant: number) => string;
    readonly unmasked: boolean;
  },
): ToldLine {
  const { unmasked, listTime, context } = shown;
  const { t } = context;
  const { contact, enterprise, reference, start } = booking;
  const how = told.map(({ channel, state }) =>
    t('settings.conflicts.how', {
      channel: t(`mail.outbox.channels.${channel}`),
      state: t(`mail.outbox.states.${state}`),
    }),
  );
  const numbers = [contact.mobile, contact.telephone].filter(
    (one): one is string => one !== null && one !== '',
  );
  return {
    reference,
    href: paths.admin.item('day', reference),
    time: listTime(start),
    enterprise: enterprise.name,
    person: unmasked ? contact.name : maskName(contact.name),
    numbers: unmasked
      ? numbers.map((text) => ({ text, href: telephoneHref(text) }))
      : [{ text: maskMobile(contact.mobile), href: null }],
    what: t(`settings.told.did.${did}`),
    how: how.length === 0 ? t('settings.conflicts.nobody') : how.join(' · '),
  };
}

export const toldPages: readonly DeclaredPage<System>[] = [
  {
    path: paths.admin.act('sites', ':site', 'told'),
    audience: staffOfSite('booking.read'),
    get: showTold,
    post: showTold,
  },
];
