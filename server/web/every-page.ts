import { agencyReviewPages } from './admin/agency/review.ts';
import { auditPages } from './admin/audit/audit.ts';
import { channelPages } from './admin/channels/channel-pages.ts';
import { clusterPages } from './admin/clusters/cluster-pages.ts';
import { dayPages } from './admin/day/day-pages.ts';
import { replayPages } from './admin/day/replay/replay-pages.ts';
import { findPages } from './admin/find/find-list.ts';
import { importPages } from './admin/import/import-pages.ts';
import { jobPages } from './admin/job-list.ts';
import { keyPages } from './admin/keys/keys-pages.ts';
import { preparedPages } from './admin/list/prepared-page.ts';
import { messagePages } from './admin/messages/message-pages.ts';
import { objectionPages } from './admin/objections/objection-list.ts';
import { officePages } from './admin/offices/office-list.ts';
import { outboxPages } from './admin/outbox.ts';
import { plannerPages } from './admin/planner/planner-pages.ts';
import { unmaskPages } from './admin/privacy/unmask.ts';
import { ratingPages } from './admin/ratings/rating-pages.ts';
import { reportPages } from './admin/reports/report-pages.ts';
import { overviewPages, privacyNoticePages, settingsPages } from './admin/settings-pages.ts';
import { staffActPages } from './admin/staff/staff-acts.ts';
import { staffAdminPages } from './admin/staff/staff-admin.ts';
import { statisticsPages } from './admin/statistics/statistics-pages.ts';
import { subscriberPages } from './admin/subscribers/subscriber-pages.ts';
import { unverifiedPages } from './admin/unverified.ts';
import { waitlistOfficePages } from './admin/waitlist/waitlist-office.ts';
import { agencyPages } from './agency/agency-pages.ts';
import { docsPages } from './api-docs/docs-page.ts';
import { bookingPages } from './booking/booking-pages.ts';
import { secondRecipientPages } from './booking/second-recipient.ts';
import { stopRemindersPages } from './booking/stop-reminders.ts';
import { certificatePages } from './certificate/certificate-page.ts';
import { leavePages } from './certificate/leave-pages.ts';
import { stopCertificatePages } from './certificate/stop-certificate.ts';
import { counterPages } from './counter/counter-pages.ts';
import type { DeclaredPage } from './declared-page.ts';
import { displayPages } from './display/display-pages.ts';
import { floorPages } from './floor/floor-pages.ts';
import { kioskPages } from './kiosk/kiosk-pages.ts';
import { numberPages } from './number/number-pages.ts';
import { publicPages } from './public/public-pages.ts';
import { securityTextPages } from './public/security-text.ts';
import { stopReportPages } from './public/stop-report.ts';
import { receptionPages } from './reception/reception-pages.ts';
import { accountPages } from './staff/account.ts';
import { deviceSettingsPages } from './staff/device-settings.ts';
import { devicePages } from './staff/devices.ts';
import { enrolmentPages } from './staff/enrolment.ts';
import { helpCallPages } from './staff/help-calls.ts';
import { passkeyPages } from './staff/passkeys.ts';
import { passwordPages } from './staff/password.ts';
import { secondFactorPages } from './staff/second-factor.ts';
import { signInPages } from './staff/sign-in.ts';
import { ticketPages } from './ticket/ticket-pages.ts';
import { waitlistPages } from './waitlist/waitlist-pages.ts';

/** Pages that stand before the guard of forms: they have none, or one that mail programs send. */
export const pagesWithoutForms: readonly DeclaredPage[] = [
  ...publicPages,
  ...securityTextPages,
  ...docsPages,
  ...displayPages,
  ...stopRemindersPages,
  ...stopCertificatePages,
  ...stopReportPages,
  ...secondRecipientPages,
];

/** All others. Of two that fit an address the first one answers; entries of the menu stand as they do here. */
export const pagesWithForms: readonly DeclaredPage[] = [
  ...bookingPages,
  ...leavePages,
  ...certificatePages,
  ...agencyPages,
  ...ticketPages,
  ...waitlistPages,
  ...numberPages,
  ...kioskPages,
  ...counterPages,
  ...floorPages,
  ...receptionPages,
  ...signInPages,
  ...passkeyPages,
  ...secondFactorPages,
  ...passwordPages,
  ...enrolmentPages,
  ...accountPages,
  ...helpCallPages,
  ...overviewPages,
  ...officePages,
  ...findPages,
  ...dayPages,
  ...replayPages,
  ...waitlistOfficePages,
  ...agencyReviewPages,
  ...objectionPages,
  ...clusterPages,
  ...ratingPages,
  ...statisticsPages,
  ...reportPages,
  ...plannerPages,
  ...outboxPages,
  ...settingsPages,
  ...channelPages,
  ...messagePages,
  ...importPages,
  ...privacyNoticePages,
  ...unverifiedPages,
  ...unmaskPages,
  ...deviceSettingsPages,
  ...devicePages,
  ...jobPages,
  ...keyPages,
  ...subscriberPages,
  ...staffAdminPages,
  ...staffActPages,
  ...auditPages,
  ...preparedPages,
];

export const everyPage: readonly DeclaredPage[] = [...pagesWithoutForms, ...pagesWithForms];
