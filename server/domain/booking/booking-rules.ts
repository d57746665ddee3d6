import { defaultLimitRules, type LimitRules } from './limit-rules.ts';

export const unsettledRules = ['staff', 'offer', 'move', 'cancel'] as const;
/**
 * staff: they stay until somebody settles them; offer: later times are kept to choose from, cancelled where there are none or nobody answers;
 * move: to a later time, cancelled where there is none; cancel: all are.
 */
export type UnsettledRule = (typeof unsettledRules)[number];

/** Settings of one site; what comparable offices use is the default. */
export interface BookingRules extends LimitRules {
  /** earliest bookable day: this many working days after today; 0: today, with `noticeMinutes` */
  readonly firstWorkingDay: number;
  /** a slot can be booked until this many minutes before it starts */
  readonly noticeMinutes: number;
  /** last bookable day: this many working days after today */
  readonly lastWorkingDay: number;
  /** local time "HH:MM" at which the furthest day opens; null: midnight */
  readonly releaseAt: string | null;
  /** local time "HH:MM" of the working day before, at which the places kept for later are released too; null: none are kept */
  readonly laterAt: string | null;
  /** one active booking per enterprise, handling person and day */
  readonly onePerDay: boolean;
  /** cancel and move until this many minutes before the start */
  readonly cutOffMinutes: number;
  /** so many missed visits … */
  readonly missedLimit: number;
  /** … within so many days … */
  readonly missedWindowDays: number;
  /** … block online booking for so many days after the last of them; 0: never */
  readonly missedBlockDays: number;
  /** what becomes of bookings that do not fit and that nobody has settled */
  readonly unsettled: UnsettledRule;
  /** … so many working days before their day */
  readonly unsettledDays: number;
  /** whoever is offered other times can answer for so many hours, but no longer than the evening before the visit */
  readonly unsettledHours: number;
  /** who says that he was there after all is answered within so many working days */
  readonly objectionDays: number;
  /** a cancelled place is offered again after a random time between these; 0: at once */
  readonly coolDownLeast: number;
  readonly coolDownMost: number;
  readonly holdMinutes: number;
  /** cards and services in one visit, together */
  readonly maxItems: number;
  /** so many days after the visit nothing of it names a person any more */
  readonly retentionDays: number;
  /** whoever finds no place can wait for one that is freed */
  readonly waitingList: boolean;
  /** a freed place is held so many minutes for whom it is offered to; shorter as the visit nears */
  readonly offerMinutes: number;
  /** local times "HH:MM" between which offers are made: one that is told at night would be lost */
  readonly offersFrom: string;
  readonly offersUntil: string;
}

export const defaultBookingRules: BookingRules = {
  firstWorkingDay: 1,
  noticeMinutes: 30,
  lastWorkingDay: 10,
  releaseAt: null,
  laterAt: null,
  onePerDay: true,
  cutOffMinutes: 120,
  missedLimit: 2,
  missedWindowDays: 30,
  missedBlockDays: 30,
  unsettled: 'move',
  unsettledDays: 1,
  unsettledHours: 24,
  objectionDays: 5,
  coolDownLeast: 5,
  coolDownMost: 30,
  holdMinutes: 10,
  maxItems: 20,
  retentionDays: 180,
  waitingList: true,
  offerMinutes: 60,
  offersFrom: '08:00',
  offersUntil: '20:00',
  ...defaultLimitRules,
};
