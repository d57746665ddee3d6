import type { EditEffects } from '../../../actions/catalogue/effects-of-edit.ts';
import type { SiteWarning } from '../../../actions/catalogue/site-warnings.ts';
import type { CatalogueRecords } from '../../../domain/catalogue/records.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';

export interface EffectsView {
  readonly token: string;
  readonly heading: string;
  readonly count: number;
  /** the first of them */
  readonly bookings: readonly {
    readonly reference: string;
    readonly time: string;
    readonly site: string;
    readonly reason: string;
  }[];
  readonly more: number;
  readonly warnings: readonly string[];
}

const shown = 20;

/** What a change would do, to be read before it is confirmed. */
export function effectsView(
  { conflicts, warnings, token }: EditEffects,
  records: CatalogueRecords,
  { locale, t }: PageContext,
): EffectsView {
  const siteOf = (code: string) => records.sites.find((site) => site.code === code);
  return {
    token,
    heading: t('settings.preview.heading', { count: conflicts.length }),
    count: conflicts.length,
    bookings: conflicts.slice(0, shown).map(({ booking, reason }) => ({
      reference: booking.reference,
      time: formatting(locale, siteOf(booking.site)?.timeZone ?? 'Asia/Shanghai').dayTime(booking.start),
      site: siteOf(booking.site)?.name[locale] ?? booking.site,
      reason: t(`settings.reason.${reason}`),
    })),
    more: Math.max(0, conflicts.length - shown),
    warnings: warnings.map((warning) => warningSentence(warning, records, { locale, t })),
  };
}

export function warningSentence(
  warning: SiteWarning,
  records: CatalogueRecords,
  { locale, t }: Pick<PageContext, 'locale' | 't'>,
): string {
  const site = records.sites.find(({ code }) => code === warning.site)?.name[locale] ?? warning.site;
  return t(`settings.warning.${warning.code}`, { site, queue: 'queue' in warning ? warning.queue : '' });
}
