import { conflictsAt } from '../../../actions/catalogue/conflicts-at.ts';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import type { System } from '../../../actions/system.ts';
import type { TimeOffer } from '../../../domain/booking/time-offer.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { isPermitted, mayWorkAt } from '../../../domain/staff/permissions.ts';
import { offersAtSite } from '../../../store/booking/time-offer-query.ts';
import { type ToldBy, toldOfTimes } from '../../../store/message/told-query.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';
import { siteOfRequest } from './site-frame.ts';

/** The bookings of a site that no longer fit, with the nearest free slot of each. */
export const conflictList = adminList({
  name: 'conflicts',
  label: 'settings.site.parts.conflicts',
  empty: { none: 'settings.conflicts.none' },
  open: async ({ system, request, staff }: ListRequest<System>) => {
    const records = await system.catalogueCache.records(system.database.writer);
    const site = siteNamed(records, siteOfRequest(request));
    if (site === undefined || !mayWorkAt(staff, site.code)) return 404;
    const conflicts = await conflictsAt(system, site.code);
    const offers = new Map(
      (await offersAtSite(system.database.reader, site.code)).map((offer) => [offer.booking, offer]),
    );
    return {
      records,
      site,
      conflicts,
      offers,
      told: await toldOfTimes(system.database.reader, [...offers.keys()]),
    };
  },
  source: ({ conflicts }) => conflicts,
  columns: ({ page, site, records, offers, told }) => {
    const { t, locale } = page;
    const { listTime } = formatting(locale, site.timeZone);
    const nameOf = (code: string) => records.services.find((one) => one.code === code)?.name[locale] ?? code;
    return [
      {
        key: 'reference',
        label: t('settings.conflicts.reference'),
        kind: 'figures',
        cell: ({ conflict: { booking } }) => ({
          text: booking.reference,
          href: paths.admin.item('day', booking.reference),
        }),
      },
      {
        key: 'time',
        label: t('settings.conflicts.time'),
        cell: ({ conflict: { booking } }) => ({ text: listTime(booking.start), order: booking.start }),
      },
      {
        key: 'enterprise',
        label: t('settings.conflicts.enterprise'),
        cell: ({ conflict }) => conflict.booking.enterprise.name,
      },
      {
        key: 'services',
        label: t('settings.menu.services'),
        cell: ({ conflict }) =>
          conflict.booking.services
            .map(({ code, quantity }) => (quantity > 1 ? `${nameOf(code)} × ${quantity}` : nameOf(code)))
            .join(t('settings.form.listSeparator')),
      },
      {
        key: 'reason',
        label: t('settings.conflicts.reason'),
        cell: ({ conflict }) => t(`settings.reason.${conflict.reason}`),
      },
      {
        key: 'proposal',
        label: t('settings.conflicts.proposal'),
        cell: ({ start, conflict: { booking } }) => ({
          text: proposalText(start, booking.start, t, listTime),
          order: start,
        }),
      },
      {
        key: 'told',
        label: t('settings.conflicts.told'),
        cell: ({ conflict: { booking } }) =>
          toldCell(offers.get(booking.id), told.get(booking.id), site, page),
      },
    ];
  },
  acts: ({ page: { t, now }, staff, site, offers }) => {
    if (!isPermitted(staff.role, 'booking.change')) return null;
    const action = paths.admin.act('sites', site.code, 'conflicts');
    return {
      label: t('settings.conflicts.act'),
      of: ({ conflict: { booking }, start }) => [
        // whoever can keep the own time is asked nothing, and nobody twice
        ...(start === booking.start ||
        (offers.get(booking.id)?.state === 'open' && (offers.get(booking.id)?.until ?? 0) > now)
          ? []
          : [
              {
                action,
                text: t('settings.conflicts.offer'),
                about: booking.reference,
                fields: { act: 'offer', booking: booking.id },
              },
            ]),
        ...(start === null
          ? []
          : [
              {
                action,
                text: t(start === booking.start ? 'settings.conflicts.keepTime' : 'settings.conflicts.move'),
                about: booking.reference,
                fields: { act: 'move', booking: booking.id, start: String(start) },
              },
            ]),
        {
          action,
          text: t('settings.conflicts.cancel'),
          about: booking.reference,
          fields: { act: 'cancel', booking: booking.id },
        },
      ],
    };
  },
  export: { subject: ({ site }) => site.code, file: ({ site }) => `conflicts-${site.code}` },
});

/** Its own time is free at another place, another one is, or none. */
function proposalText(
  start: number | null,
  was: number,
  t: PageContext['t'],
  listTime: (instant: number) => string,
): string {
  if (start === null) return t('settings.conflicts.noSlot');
  return start === was ? t('settings.conflicts.ownTime') : listTime(start);
}

/** Who was offered what, until when, and how they were told. */
function toldCell(
  offer: TimeOffer | undefined,
  told: readonly ToldBy[] = [],
  { timeZone }: Pick<Site, 'timeZone'>,
  { t, locale }: PageContext,
): string {
  if (offer === undefined) return '–';
  const until = formatting(locale, timeZone).listTime(offer.until);
  const said =
    offer.state === 'declined'
      ? t('settings.conflicts.declined', { until })
      : t('settings.conflicts.offered', { until, count: offer.times.length });
  const how = told.map(({ channel, state }) =>
    t('settings.conflicts.how', {
      channel: t(`mail.outbox.channels.${channel}`),
      state: t(`mail.outbox.states.${state}`),
    }),
  );
  return [said, ...(how.length === 0 ? [t('settings.conflicts.nobody')] : how)].join(' · ');
}
