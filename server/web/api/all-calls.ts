import type { AnyCall } from './api-call.ts';
import { listServices, listSites } from './calls/catalogue-calls.ts';
import { changeBooking, undoBooking } from './calls/change-calls.ts';
import { askContactCode } from './calls/contact-code-call.ts';
import { correctMissedVisit } from './calls/correct-missed-call.ts';
import { callNext, listCounters } from './calls/counter-calls.ts';
import { counterVerbs, returnTicket } from './calls/counter-verbs.ts';
import { createBooking } from './calls/create-booking.ts';
import { closeDay, reopenDay } from './calls/day-end-calls.ts';
import { listEvents, showBoard } from './calls/hall-calls.ts';
import { cancelBooking, chooseHandling, moveBooking, showBooking } from './calls/held-booking-calls.ts';
import { finishAndCallNext } from './calls/next-call.ts';
import {
  correctOutcomeOfTicket,
  correctTicket,
  joinTicket,
  letOthersPass,
  takeTicketOut,
} from './calls/put-right-calls.ts';
import { listSlots } from './calls/slot-calls.ts';
import { checkIn, showTicket, takeTicket } from './calls/ticket-calls.ts';
import { acceptTime, refuseTimes } from './calls/time-calls.ts';
import { undoAtCounter } from './calls/undo-call.ts';
import { acceptWait, joinList, leaveWait, showWait } from './calls/waitlist-calls.ts';
import { askWork } from './calls/work-call.ts';

/** The whole API: what is routed and what is described. */
export const allCalls: readonly AnyCall[] = [
  listSites,
  listServices,
  listSlots,
  askWork,
  askContactCode,
  createBooking,
  showBooking,
  cancelBooking,
  moveBooking,
  acceptTime,
  refuseTimes,
  changeBooking,
  undoBooking,
  chooseHandling,
  correctMissedVisit,
  joinList,
  showWait,
  acceptWait,
  leaveWait,
  showBoard,
  takeTicket,
  checkIn,
  showTicket,
  returnTicket,
  correctTicket,
  takeTicketOut,
  letOthersPass,
  joinTicket,
  correctOutcomeOfTicket,
  listCounters,
  callNext,
  finishAndCallNext,
  ...counterVerbs,
  undoAtCounter,
  closeDay,
  reopenDay,
  listEvents,
];
