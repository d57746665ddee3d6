import { consentVersion } from '../../domain/privacy/privacy-notice.ts';
import type { UploadConsent } from '../../store/agency/upload-consent-query.ts';
import type { Held } from '../booking/holder-page.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';

/** Whether the holder has agreed that documents are uploaded, and the form to do so or to take it back. */
export interface ConsentView {
  /** null: nothing can be uploaded now, so nothing is asked */
  readonly action: string | null;
  /** of the privacy notice, that is agreed to */
  readonly version: string;
  readonly points: readonly string[];
  /** when it was given, in words; null: not yet */
  readonly given: string | null;
}

const points = ['what', 'purpose', 'who', 'keep', 'instead'] as const;

export function consentView(
  { booking, catalogue, site, page: { t, locale } }: Held,
  consent: UploadConsent | null,
  open: boolean,
): ConsentView {
  const facts = { site: site.name[locale], days: site.rules.retentionDays };
  return {
    action: open ? paths.booking.uploadConsent(booking.reference) : null,
    version: consentVersion(catalogue),
    points: points.map((point) => t(`agency.consent.${point}`, facts)),
    given:
      consent === null
        ? null
        : t('agency.consent.given', {
            time: formatting(locale, site.timeZone).dayTime(consent.givenAt),
            version: consent.version,
          }),
  };
}
