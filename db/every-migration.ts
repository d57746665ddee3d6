import type { Knex } from 'knex';
import * as catalogue from './migrations/001-catalogue.ts';
import * as booking from './migrations/002-booking.ts';
import * as hall from './migrations/003-hall.ts';
import * as outbox from './migrations/004-outbox.ts';
import * as staff from './migrations/005-staff.ts';
import * as device from './migrations/006-device.ts';
import * as dayView from './migrations/008-day-view.ts';
import * as agency from './migrations/010-agency.ts';
import * as rateLimit from './migrations/011-rate-limit.ts';
import * as aheadNotice from './migrations/012-ahead-notice.ts';
import * as messageText from './migrations/013-message-text.ts';
import * as deletionWish from './migrations/020-deletion-wish.ts';
import * as displayDevice from './migrations/023-display-device.ts';
import * as recording from './migrations/024-recording.ts';
import * as outboxBySite from './migrations/028-outbox-by-site.ts';
import * as auditWords from './migrations/030-audit-words.ts';
import * as auditGuard from './migrations/031-audit-guard.ts';
import * as privacyNotice from './migrations/032-privacy-notice.ts';
import * as deletionRequest from './migrations/033-deletion-request.ts';
import * as upload from './migrations/034-upload.ts';
import * as jobRun from './migrations/035-job-run.ts';
import * as heartbeat from './migrations/036-heartbeat.ts';
import * as outboxRefused from './migrations/037-outbox-refused.ts';
import * as devicePlace from './migrations/038-device-place.ts';
import * as ticketPutRight from './migrations/040-ticket-put-right.ts';
import * as refusedSignIn from './migrations/041-refused-sign-in.ts';
import * as auditChain from './migrations/042-audit-chain.ts';
import * as priorityVisit from './migrations/043-priority-visit.ts';
import * as ratingCase from './migrations/044-rating-case.ts';
import * as passkey from './migrations/045-passkey.ts';
import * as counterClerk from './migrations/046-counter-clerk.ts';
import * as staffMail from './migrations/047-staff-mail.ts';
import * as floorAlarm from './migrations/049-floor-alarm.ts';
import * as tableLayout from './migrations/051-table-layout.ts';
import * as ticketLanguage from './migrations/052-ticket-language.ts';
import * as ticketTexted from './migrations/053-ticket-texted.ts';
import * as bookingOrigin from './migrations/054-booking-origin.ts';
import * as contactCode from './migrations/055-contact-code.ts';
import * as visitJudged from './migrations/057-visit-judged.ts';
import * as visitInstead from './migrations/058-visit-instead.ts';
import * as visitCases from './migrations/059-visit-cases.ts';
import * as waitlist from './migrations/060-waitlist.ts';
import * as objectionKind from './migrations/061-objection-kind.ts';
import * as places from './migrations/062-places.ts';
import * as certificate from './migrations/063-certificate.ts';
import * as waitingOrigin from './migrations/064-waiting-origin.ts';
import * as bookingUndo from './migrations/065-booking-undo.ts';
import * as bookingMessages from './migrations/066-booking-messages.ts';
import * as bookingSeries from './migrations/067-booking-series.ts';
import * as ticketOnPhone from './migrations/068-ticket-on-phone.ts';
import * as clusterLooked from './migrations/069-cluster-looked.ts';
import * as recordedDay from './migrations/070-recorded-day.ts';
import * as timeOffer from './migrations/072-time-offer.ts';
import * as plannedStaffing from './migrations/073-planned-staffing.ts';
import * as wallPicture from './migrations/074-wall-picture.ts';
import * as staffBadge from './migrations/075-staff-badge.ts';
import * as staffingWarning from './migrations/076-staffing-warning.ts';
import * as waitingAside from './migrations/077-waiting-aside.ts';
import * as bookingLink from './migrations/079-booking-link.ts';
import * as keyExpiry from './migrations/080-key-expiry.ts';
import * as firstPassword from './migrations/081-first-password.ts';
import * as uploadConsent from './migrations/085-upload-consent.ts';
import * as dataHandler from './migrations/086-data-handler.ts';
import * as sitePosition from './migrations/090-site-position.ts';
import * as figures from './migrations/093-figures.ts';
import * as bookingSearch from './migrations/094-booking-search.ts';
import * as catalogueChange from './migrations/097-catalogue-change.ts';
import * as officeLists from './migrations/098-office-lists.ts';
import * as everySiteIsSaid from './migrations/100-every-site-is-said.ts';
import * as noticeDays from './migrations/104-notice-days.ts';
import * as sharedChannel from './migrations/105-shared-channel.ts';
import * as channelOrder from './migrations/109-channel-order.ts';
import * as bookingWechat from './migrations/110-booking-wechat.ts';
import * as channelCost from './migrations/111-channel-cost.ts';
import * as eventWebhooks from './migrations/112-event-webhooks.ts';
import * as keptForm from './migrations/117-kept-form.ts';
import * as roster from './migrations/120-roster.ts';
import * as visitsToCome from './migrations/127-visits-to-come.ts';
import * as siteText from './migrations/131-site-text.ts';
import * as unclosedDays from './migrations/139-unclosed-days.ts';
import * as reasonText from './migrations/146-reason-text.ts';
import * as report from './migrations/147-report.ts';
import * as codeAsker from './migrations/153-code-asker.ts';
import * as searchBySite from './migrations/155-search-by-site.ts';
import * as queueChange from './migrations/156-queue-change.ts';

export interface Migration {
  up(knex: Knex): Promise<void>;
  down(knex: Knex): Promise<void>;
}

/** In the order in which they run, under the names that databases remember them by. Named here, so that they travel with a bundle. */
export const everyMigration: ReadonlyMap<string, Migration> = new Map([
  ['001-catalogue.ts', catalogue],
  ['002-booking.ts', booking],
  ['003-hall.ts', hall],
  ['004-outbox.ts', outbox],
  ['005-staff.ts', staff],
  ['006-device.ts', device],
  ['008-day-view.ts', dayView],
  ['010-agency.ts', agency],
  ['011-rate-limit.ts', rateLimit],
  ['012-ahead-notice.ts', aheadNotice],
  ['013-message-text.ts', messageText],
  ['020-deletion-wish.ts', deletionWish],
  ['023-display-device.ts', displayDevice],
  ['024-recording.ts', recording],
  ['028-outbox-by-site.ts', outboxBySite],
  ['030-audit-words.ts', auditWords],
  ['031-audit-guard.ts', auditGuard],
  ['032-privacy-notice.ts', privacyNotice],
  ['033-deletion-request.ts', deletionRequest],
  ['034-upload.ts', upload],
  ['035-job-run.ts', jobRun],
  ['036-heartbeat.ts', heartbeat],
  ['037-outbox-refused.ts', outboxRefused],
  ['038-device-place.ts', devicePlace],
  ['040-ticket-put-right.ts', ticketPutRight],
  ['041-refused-sign-in.ts', refusedSignIn],
  ['042-audit-chain.ts', auditChain],
  ['043-priority-visit.ts', priorityVisit],
  ['044-rating-case.ts', ratingCase],
  ['045-passkey.ts', passkey],
  ['046-counter-clerk.ts', counterClerk],
  ['047-staff-mail.ts', staffMail],
  ['049-floor-alarm.ts', floorAlarm],
  ['051-table-layout.ts', tableLayout],
  ['052-ticket-language.ts', ticketLanguage],
  ['053-ticket-texted.ts', ticketTexted],
  ['054-booking-origin.ts', bookingOrigin],
  ['055-contact-code.ts', contactCode],
  ['057-visit-judged.ts', visitJudged],
  ['058-visit-instead.ts', visitInstead],
  ['059-visit-cases.ts', visitCases],
  ['060-waitlist.ts', waitlist],
  ['061-objection-kind.ts', objectionKind],
  ['062-places.ts', places],
  ['063-certificate.ts', certificate],
  ['064-waiting-origin.ts', waitingOrigin],
  ['065-booking-undo.ts', bookingUndo],
  ['066-booking-messages.ts', bookingMessages],
  ['067-booking-series.ts', bookingSeries],
  ['068-ticket-on-phone.ts', ticketOnPhone],
  ['069-cluster-looked.ts', clusterLooked],
  ['070-recorded-day.ts', recordedDay],
  ['072-time-offer.ts', timeOffer],
  ['073-planned-staffing.ts', plannedStaffing],
  ['074-wall-picture.ts', wallPicture],
  ['075-staff-badge.ts', staffBadge],
  ['076-staffing-warning.ts', staffingWarning],
  ['077-waiting-aside.ts', waitingAside],
  ['079-booking-link.ts', bookingLink],
  ['080-key-expiry.ts', keyExpiry],
  ['081-first-password.ts', firstPassword],
  ['085-upload-consent.ts', uploadConsent],
  ['086-data-handler.ts', dataHandler],
  ['090-site-position.ts', sitePosition],
  ['093-figures.ts', figures],
  ['094-booking-search.ts', bookingSearch],
  ['097-catalogue-change.ts', catalogueChange],
  ['098-office-lists.ts', officeLists],
  ['100-every-site-is-said.ts', everySiteIsSaid],
  ['104-notice-days.ts', noticeDays],
  ['105-shared-channel.ts', sharedChannel],
  ['109-channel-order.ts', channelOrder],
  ['110-booking-wechat.ts', bookingWechat],
  ['111-channel-cost.ts', channelCost],
  ['112-event-webhooks.ts', eventWebhooks],
  ['117-kept-form.ts', keptForm],
  ['120-roster.ts', roster],
  ['127-visits-to-come.ts', visitsToCome],
  ['131-site-text.ts', siteText],
  ['139-unclosed-days.ts', unclosedDays],
  ['146-reason-text.ts', reasonText],
  ['147-report.ts', report],
  ['153-code-asker.ts', codeAsker],
  ['155-search-by-site.ts', searchBySite],
  ['156-queue-change.ts', queueChange],
]);
