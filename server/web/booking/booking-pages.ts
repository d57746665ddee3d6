import type { System } from '../../actions/system.ts';
import { type DeclaredPage, oncePerSystem, type PageHandler } from '../declared-page.ts';
import type { PageSystem } from '../page-system.ts';
import { paths } from '../paths.ts';
import { askEarlier, takeEarlier } from '../waitlist/earlier-page.ts';
import { join, showJoin } from '../waitlist/join-page.ts';
import { refuseTimes, takeOfferedTime } from './answer-times.ts';
import { bookAfter } from './book-after.ts';
import { bookAgain } from './book-again.ts';
import { askCancel, cancel, chooseHandling, tick } from './change-booking.ts';
import { contactPage } from './change-contact.ts';
import { change, showChange } from './change-visit.ts';
import { book, showCheck, showDone } from './check.ts';
import { showMessages, takeMessages } from './choose-messages.ts';
import { showServices, takeServices } from './choose-services.ts';
import { showSites } from './choose-site.ts';
import { showTimes, takeTime } from './choose-time.ts';
import { makeDrafts } from './draft.ts';
import { agreeHere } from './earlier-consent.ts';
import { showDetails, takeDetails } from './enter-details.ts';
import { findBookingPage } from './find-booking.ts';
import type { BookingParts } from './journey-step.ts';
import { limitForms } from './limit-forms.ts';
import { move, showMove } from './move-booking.ts';
import { objectHere } from './object-here.ts';
import { askDelete, deleteData, downloadData } from './own-data.ts';
import { showPrepare, takeAnswer } from './prepare.ts';
import { showCodePage, takeCode } from './prove-contact.ts';
import { printBooking, showBooking, showCalendar, showCode, showPicture } from './show-booking.ts';
import { takeBack } from './take-back.ts';
import { stopByWechat, tellByWechat } from './tell-by-wechat.ts';
import { bookAnother } from './visit-instead.ts';
import { showVisits } from './visits-in-a-row.ts';

const partsOf = oncePerSystem((system: System): BookingParts => ({ system, drafts: makeDrafts(system) }));
/** A step of the journey. */
const step = (make: (parts: BookingParts) => PageHandler) => (system: System) => make(partsOf(system));
// whoever keeps many times keeps them from others; an office may share one address
const slower = oncePerSystem((system: System) =>
  limitForms(system, { name: 'booking-forms', points: 60, seconds: 10 * 60 }),
);
const slowStep = (make: (parts: BookingParts) => PageHandler) => (system: System) => [
  slower(system),
  make(partsOf(system)),
];

const { book: journey, booking, visits } = paths;
const reference = ':reference';
const everybody = { audience: 'everybody' } as const;
const holder = { audience: 'holder' } as const;

/** The journey from services to a booked visit, and the pages of a booking for whoever holds its link. */
export const bookingPages: readonly DeclaredPage<PageSystem>[] = [
  { path: journey.services(), ...everybody, get: step(showServices), post: step(takeServices) },
  { path: journey.checklist(), ...everybody, get: step(showPrepare), post: step(takeAnswer) },
  { path: journey.site(), ...everybody, get: step(showSites), answers: 'way' },
  { path: journey.time(), ...everybody, get: step(showTimes), post: slowStep(takeTime) },
  { path: journey.details(), ...everybody, get: step(showDetails), post: slowStep(takeDetails) },
  { path: journey.check(), ...everybody, get: step(showCheck), post: slowStep(book) },
  { path: journey.waiting(), ...everybody, get: step(showJoin), post: slowStep(join) },
  { path: journey.code(), ...everybody, get: step(showCodePage), post: slowStep(takeCode) },
  { path: journey.done(), ...everybody, get: step(showDone), answers: 'way' },

  findBookingPage,
  { path: booking.show(reference), ...holder, get: showBooking },
  { path: booking.print(reference), ...holder, get: printBooking },
  { path: booking.code(reference), ...holder, get: showCode, answers: 'file' },
  { path: booking.picture(reference), ...holder, get: showPicture, answers: 'file' },
  { path: booking.calendar(reference), ...holder, get: showCalendar, answers: 'file' },
  { path: booking.move(reference), ...holder, get: showMove, post: move },
  { path: booking.earlier(reference), ...holder, get: askEarlier, post: takeEarlier },
  { path: booking.cancellation(reference), ...holder, get: askCancel, post: cancel },
  { path: booking.instead(reference), ...holder, post: bookAnother },
  { path: booking.another(reference), ...holder, post: (system) => bookAfter(partsOf(system)) },
  { path: visits.show(':token'), ...holder, get: showVisits },
  { path: booking.change(reference), ...holder, get: showChange, post: change },
  { path: booking.again(reference), ...holder, post: step(bookAgain) },
  { path: booking.messages(reference), ...holder, get: showMessages, post: takeMessages },
  { path: booking.wechat(reference), ...holder, get: tellByWechat, post: stopByWechat, answers: 'way' },
  { path: booking.undo(reference), ...holder, post: takeBack },
  { path: booking.times(reference), ...holder, post: takeOfferedTime },
  { path: booking.noTime(reference), ...holder, post: refuseTimes },
  { path: booking.earlierConsent(reference), ...holder, post: agreeHere },
  { path: booking.objection(reference), ...holder, post: objectHere },
  contactPage,
  { path: booking.handling(reference), ...holder, post: chooseHandling },
  { path: booking.ticks(reference), ...holder, post: tick },
  { path: booking.data(reference), ...holder, get: downloadData, answers: 'file' },
  { path: booking.deletion(reference), ...holder, get: askDelete, post: deleteData },
];
