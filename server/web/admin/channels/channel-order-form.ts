import type { z } from 'zod';
import { siteNamed } from '../../../actions/catalogue/edit-site.ts';
import { channelOrderInput, orderRanks } from '../../../actions/message/channel-input.ts';
import { orderChannels, orderRevision } from '../../../actions/message/order-channels.ts';
import { inOrder, type OrderedKind, orderedKinds } from '../../../domain/message/channel-order.ts';
import { accept } from '../../../domain/outcome.ts';
import { mayWorkAt } from '../../../domain/staff/permissions.ts';
import { channelOrder, channelsFor } from '../../../store/message/channel-query.ts';
import { staffOfAll } from '../../audience.ts';
import type { DeclaredPage } from '../../declared-page.ts';
import { renderErrorPage } from '../../error-page.ts';
import { paths, withQuery } from '../../paths.ts';
import { choice, type FormFrame } from '../form/form-section.ts';
import { atOffice, type OfficePlace, officeForm } from '../form/office-form.ts';
import { siteFrame, siteOfRequest } from '../sites/site-frame.ts';
import type { ChannelPageSystem } from './channel-page-system.ts';

interface OrderPlace extends OfficePlace<ChannelPageSystem> {
  readonly site: string;
  readonly frame: FormFrame;
  /** as it was saved; null: it never was */
  readonly saved: readonly OrderedKind[] | null;
  /** as it is gone by */
  readonly kinds: readonly OrderedKind[];
}

/** In which order a site tries its channels. */
export const channelOrderPage: DeclaredPage<ChannelPageSystem> = officeForm<
  ChannelPageSystem,
  OrderPlace,
  z.infer<typeof channelOrderInput>
>({
  path: paths.admin.act('sites', ':site', 'channel-order'),
  audience: staffOfAll('settings.change'),
  async open(system, request, response) {
    const place = atOffice(system, request, response);
    const site = siteOfRequest(request);
    const records = await system.catalogueCache.records(system.database.writer);
    if (siteNamed(records, site) === undefined || !mayWorkAt(place.staff, site)) {
      renderErrorPage(response, 404);
      return null;
    }
    const { writer } = system.database;
    const saved = await channelOrder(writer, site);
    const active = (await channelsFor(writer, site)).filter((one) => one.active).map(({ kind }) => kind);
    const frame = { ...siteFrame({ records, subject: site, page: place.page }, 'channels') };
    return { ...place, site, saved, kinds: inOrder(active, saved), frame };
  },
  schema: channelOrderInput,
  async act({ system, site, staff }, kinds, { revision }) {
    const outcome = await orderChannels(system, { site, staff }, { kinds, revision });
    if (!outcome.ok) return outcome;
    return accept(withQuery(paths.admin.act('sites', site, 'channels'), { saved: '1' }));
  },
  fieldOf: { default: 'first' },
  frame: ({ frame }) => frame,
  stored: ({ kinds }) =>
    Object.fromEntries(orderRanks.map((name, position) => [name, kinds[position] ?? ''])),
  revision: ({ saved }) => orderRevision(saved),
  sections: ({ page: { t } }) => {
    const options = [
      { value: '', text: t('channels.order.none') },
      ...orderedKinds.map((value) => ({ value, text: t(`mail.outbox.channels.${value}`) })),
    ];
    return [
      {
        heading: t('channels.order.title'),
        text: `${t('channels.order.lede')} ${t('channels.order.hint')}`,
        fields: orderRanks.map((name) => ({
          name,
          label: t(`channels.order.rank.${name}`),
          control: choice(options),
          optional: name !== 'first',
        })),
      },
    ];
  },
});
