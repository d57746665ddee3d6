import type { EditEffects } from '../../../actions/catalogue/effects-of-edit.ts';
import type { CatalogueRecords } from '../../../domain/catalogue/records.ts';
import type { WordKey } from '../../../locales/words.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import type { ChangeLine } from './form-changes.ts';

/** What a form would change: each value, and sentences that sum them up. */
export interface ToldChanges {
  readonly sums: readonly string[];
  readonly lines: readonly ChangeLine[];
}

export interface EffectsView {
  readonly token: string;
  /** something is lost or does not fit: whoever saves it does so all the same */
  readonly harmful: boolean;
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
  readonly sums: readonly string[];
  /** what is stored, and what would be */
  readonly changes: readonly ChangeLine[];
}

const shown = 20;

/** What a change would do, to be read before it is confirmed. */
export function effectsView(
  { conflicts, warnings, touched, token }: EditEffects,
  { sums, lines: changes }: ToldChanges,
  records: CatalogueRecords,
  { locale, t }: PageContext,
): EffectsView {
  const siteOf = (code: string) => records.sites.find((site) => site.code === code);
  return {
    token,
    harmful: conflicts.length > 0 || warnings.length > 0,
    sums: [...sums, ...officeSums(conflicts, records, { locale, t })],
    changes,
    heading: t(headingKey(conflicts.length, warnings.length, changes.length), { count: conflicts.length }),
    count: conflicts.length,
    bookings: conflicts.slice(0, shown).map(({ booking, reason }) => ({
      reference: booking.reference,
      time: formatting(locale, siteOf(booking.site)?.timeZone ?? 'Asia/Shanghai').listTime(booking.start),
      site: siteOf(booking.site)?.name[locale] ?? booking.site,
      reason: t(`settings.reason.${reason}`),
    })),
    more: Math.max(0, conflicts.length - shown),
    warnings: [
      ...warnings.map((warning) => warningSentence(warning, records, { locale, t })),
      ...(touched > 0 ? [t('settings.preview.touched', { count: touched })] : []),
      ...(conflicts.length === 0 && changes.length > 0 ? [t('settings.preview.allFit')] : []),
    ],
  };
}

/** How many of each office no longer fit, the most first; one office needs no list. */
function officeSums(
  conflicts: EditEffects['conflicts'],
  { sites }: CatalogueRecords,
  { locale, t }: Pick<PageContext, 'locale' | 't'>,
): readonly string[] {
  const counts = new Map<string, number>();
  for (const { booking } of conflicts) counts.set(booking.site, (counts.get(booking.site) ?? 0) + 1);
  if (counts.size < 2) return [];
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([code, count]) => {
      const site = sites.find((each) => each.code === code)?.name[locale] ?? code;
      return t('settings.preview.atOffice', { site, count });
    });
}

function headingKey(conflicts: number, warnings: number, changes: number): WordKey {
  if (conflicts > 0) return 'settings.preview.heading';
  if (warnings > 0) return 'settings.preview.warnings';
  return changes > 0 ? 'settings.preview.changes' : 'settings.preview.nothing';
}

export function warningSentence(
  warning: EditEffects['warnings'][number],
  records: CatalogueRecords,
  { locale, t }: Pick<PageContext, 'locale' | 't'>,
): string {
  const site = records.sites.find(({ code }) => code === warning.site)?.name[locale] ?? warning.site;
  return t(`settings.warning.${warning.code}`, {
    site,
    queue: 'queue' in warning ? warning.queue : '',
    counter: 'counter' in warning ? warning.counter : '',
    count: 'count' in warning ? warning.count : 0,
  });
}
