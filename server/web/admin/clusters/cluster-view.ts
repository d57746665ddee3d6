import { createHash } from 'node:crypto';
import type { SiteCluster } from '../../../actions/booking/clusters-at.ts';
import { releaseCauses } from '../../../domain/booking/release.ts';
import type { Site } from '../../../domain/catalogue/site.ts';
import { maskMobile, maskName } from '../../../domain/enterprise/masking.ts';
import type { FormState } from '../../form/form-page.ts';
import type { FormValues } from '../../form/form-values.ts';
import type { FieldMessage } from '../../form-field.ts';
import { formatting } from '../../formatting.ts';
import type { PageContext } from '../../page-context.ts';
import { paths } from '../../paths.ts';
import { clusterSection, reasonsSaid } from './cluster-list.ts';

/** As many as are released at once: a page that can be read. */
export const mostAtOnce = 200;
export const longestNote = 200;

export interface ClusterView {
  readonly heading: string;
  readonly list: string;
  readonly site: string;
  readonly score: number;
  readonly reasons: readonly string[];
  readonly lines: readonly {
    readonly reference: string;
    readonly href: string;
    readonly chosen: boolean;
    readonly when: string;
    readonly made: string;
    readonly enterprise: string;
    readonly name: string;
    readonly mobile: string;
    readonly signs: string;
  }[];
  /** said when there are more than are shown; null: these are all */
  readonly more: string | null;
  readonly causes: readonly { readonly value: string; readonly text: string; readonly chosen: boolean }[];
  readonly note: string;
  readonly longestNote: number;
  readonly mayRelease: boolean;
  /** somebody has looked at all of them and left them alone, or where that is said */
  readonly looked: boolean;
  readonly look: string;
  /** what has to be sent once more before anything is done; null: nothing was chosen yet */
  readonly confirm: {
    readonly token: string;
    readonly text: string;
    readonly told: string;
    readonly button: string;
  } | null;
  readonly errors: readonly FieldMessage[];
}

/** What was chosen, in a word: another choice is another word, and is asked about again. */
export function confirmationOf(references: readonly string[], cause: string): string {
  const chosen = [...new Set(references)].sort().join(' ');
  return createHash('sha256').update(`${cause} ${chosen}`).digest('hex').slice(0, 16);
}

interface Shown {
  readonly cluster: SiteCluster;
  readonly site: Site;
  readonly page: PageContext;
  readonly mayRelease: boolean;
}

export function clusterView(
  { cluster, site, page, mayRelease }: Shown,
  { typed, errors, more }: FormState<string>,
): ClusterView {
  const { t, locale } = page;
  const { listTime, timeWithSeconds, shortDay } = formatting(locale, site.timeZone);
  const shown = cluster.bookings.slice(0, mostAtOnce);
  const chosen =
    typed === null ? new Set(shown.map(({ reference }) => reference)) : valuesOf(typed, 'booking');
  const count = shown.filter(({ reference }) => chosen.has(reference)).length;
  const cause = [...valuesOf(typed, 'cause')][0] ?? '';
  const signsOf = (id: string) =>
    cluster.reasons.filter(({ bookings }) => bookings.has(id)).map(({ sign }) => t(`clusters.sign.${sign}`));
  return {
    heading: t('clusters.one', { count: cluster.bookings.length }),
    list: paths.admin.section(clusterSection),
    site: site.name[locale],
    score: cluster.score,
    reasons: reasonsSaid(cluster, page),
    lines: shown.map(({ id, reference, start, madeAt, enterprise, contact, mobile }) => ({
      reference,
      href: paths.admin.item('day', reference),
      chosen: chosen.has(reference),
      when: listTime(start),
      made: `${shortDay(madeAt)} ${timeWithSeconds(madeAt)}`,
      enterprise,
      name: maskName(contact),
      mobile: maskMobile(mobile),
      signs: signsOf(id).join(t('clusters.between')),
    })),
    more:
      cluster.bookings.length > shown.length
        ? t('clusters.more', { shown: shown.length, count: cluster.bookings.length })
        : null,
    causes: releaseCauses.map((value) => ({
      value,
      text: t(`clusters.cause.${value}`),
      chosen: value === cause,
    })),
    note: [...valuesOf(typed, 'note')][0] ?? '',
    longestNote,
    mayRelease,
    looked: cluster.looked,
    look: paths.admin.act(clusterSection, cluster.bookings[0]?.reference ?? '', 'looked'),
    confirm:
      more === null
        ? null
        : {
            token: more,
            text: t('clusters.really', { count }),
            told: t('clusters.told'),
            button: t('clusters.release', { count }),
          },
    errors,
  };
}

function valuesOf(typed: FormValues | null, name: string): ReadonlySet<string> {
  return new Set([typed?.get(name) ?? []].flat());
}
