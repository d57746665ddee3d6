/**
 * Types for programs that call the API, made from its description by "npm run contract".
 * Operations by their name: what they are asked, and what they answer.
 */

export interface HallApi {
  /**
   * The sites with their hours, queues, services and counters, at most 200 at a time; the next ones follow `after` the code of the last
   */
  listSites: {
    path: {};
    query: {
      limit?: number;
      after?: string;
    };
    answer: Site[];
  };
  /**
   * The services with the materials to bring and the questions to ask
   */
  listServices: {
    path: {};
    query: {};
    answer: Service[];
  };
  /**
   * What can be booked, day by day; exactly what booking would accept at this instant
   */
  listSlots: {
    path: {
      site: string;
    };
    query: {
      /**
       * Repeated for several services; CODE:n for n of it
       */
      service: string | string[];
      /**
       * The site's local date
       */
      from?: string;
      /**
       * The site's local date
       */
      to?: string;
    };
    answer: Slots;
  };
  /**
   * Whether demand is high, and the work that a booking costs then
   */
  askWork: {
    path: {
      site: string;
    };
    query: {};
    answer: Work;
  };
  /**
   * Sends a code that proves a contact: by SMS where the site has a channel, else by mail
   */
  askContactCode: {
    path: {
      site: string;
    };
    query: {};
    body: NewContactCode;
    answer: ContactCode;
  };
  /**
   * Books a visit
   */
  createBooking: {
    path: {};
    query: {};
    body: NewBooking;
    answer: Booked;
  };
  /**
   * A booking, for whoever holds its token
   */
  showBooking: {
    path: {
      reference: string;
    };
    query: {};
    answer: Booking;
  };
  /**
   * Cancels a booking; it can be taken back for two minutes
   */
  cancelBooking: {
    path: {
      reference: string;
    };
    query: {};
    answer: Booking;
  };
  /**
   * Moves a booking to another start at the same site; it can be taken back for two minutes
   */
  moveBooking: {
    path: {
      reference: string;
    };
    query: {};
    body: Move;
    answer: Booking;
  };
  /**
   * Takes one of the other times that are held for a visit which cannot take place as booked; it can be taken back for two minutes
   */
  acceptTime: {
    path: {
      reference: string;
    };
    query: {};
    body: Acceptance;
    answer: Booking;
  };
  /**
   * Answers that none of the other times suits: they are held no longer, and the booking waits for the office
   */
  refuseTimes: {
    path: {
      reference: string;
    };
    query: {};
    answer: Booking;
  };
  /**
   * Changes services, quantities, handling person or start of a booking in one step; all or nothing
   */
  changeBooking: {
    path: {
      reference: string;
    };
    query: {};
    body: Change;
    answer: Booking;
  };
  /**
   * Takes the last move, change or cancellation of a booking back, within two minutes
   */
  undoBooking: {
    path: {
      reference: string;
    };
    query: {};
    answer: Booking;
  };
  /**
   * Chooses how a booking is handled, where the site offers a choice
   */
  chooseHandling: {
    path: {
      reference: string;
    };
    query: {};
    body: Handling;
    answer: Booking;
  };
  /**
   * Says that a missed visit was none, with a reason; the strike goes with it
   */
  correctMissedVisit: {
    path: {
      reference: string;
    };
    query: {};
    body: VisitCorrection;
    answer: CorrectedVisit;
  };
  /**
   * Waits for a place at a site; when one is free it is held and told
   */
  joinWaitlist: {
    path: {
      site: string;
    };
    query: {};
    body: NewWait;
    answer: Joined;
  };
  /**
   * How somebody who waits stands, for whoever holds the token
   */
  showWait: {
    path: {
      token: string;
    };
    query: {};
    answer: Wait;
  };
  /**
   * Takes up the place that is held: it becomes a booking, or the booking is moved there
   */
  acceptOffer: {
    path: {
      token: string;
    };
    query: {};
    answer: Booked;
  };
  /**
   * Leaves the waiting list
   */
  leaveWaitlist: {
    path: {
      token: string;
    };
    query: {};
    answer: Wait;
  };
  /**
   * The board of the hall: who is called, who waits and how long; no personal data
   */
  showBoard: {
    path: {
      site: string;
    };
    query: {};
    answer: Board;
  };
  /**
   * Gives a walk-in ticket
   */
  takeTicket: {
    path: {
      site: string;
    };
    query: {};
    body: NewTicket;
    answer: IssuedTicket;
  };
  /**
   * Checks in a booked visit and gives its ticket
   */
  checkIn: {
    path: {
      site: string;
    };
    query: {};
    body: CheckIn;
    answer: IssuedTicket;
  };
  /**
   * A ticket, for whoever holds its token
   */
  showTicket: {
    path: {
      token: string;
    };
    query: {};
    answer: HeldTicket;
  };
  /**
   * Brings a ticket back to wait again: one that was parked, or, once and for a while, one that was missed
   */
  returnTicket: {
    path: {
      id: string;
    };
    query: {};
    answer: Done;
  };
  /**
   * Another service, queue or priority, or a note, for a ticket that waits
   */
  correctTicket: {
    path: {
      id: string;
    };
    query: {};
    body: Correction;
    answer: Done;
  };
  /**
   * Takes a ticket out that nobody is at a counter with
   */
  voidTicket: {
    path: {
      id: string;
    };
    query: {};
    body: Void;
    answer: Done;
  };
  /**
   * Lets the next few of its queue pass, as often as the site allows
   */
  deferTicket: {
    path: {
      id: string;
    };
    query: {};
    body: Deferral;
    answer: Done;
  };
  /**
   * Joins a walk-in ticket to the booking that its holder has after all
   */
  joinTicket: {
    path: {
      id: string;
    };
    query: {};
    body: Joining;
    answer: Done;
  };
  /**
   * What became of a visit that has ended, said afterwards; of earlier days too
   */
  correctOutcome: {
    path: {
      id: string;
    };
    query: {};
    body: OutcomeCorrection;
    answer: Done;
  };
  /**
   * The counters of a site and what each does
   */
  listCounters: {
    path: {};
    query: {
      site: string;
    };
    answer: Counter[];
  };
  /**
   * Calls the next ticket to the counter
   */
  callNext: {
    path: {
      counter: string;
    };
    query: {};
    answer: Called;
  };
  /**
   * Ends the visit at the counter, if there is one, and calls the next ticket; 204 when nobody can be called
   */
  finishAndCallNext: {
    path: {
      counter: string;
    };
    query: {};
    body: EndAndNext;
    answer: Called;
  };
  /**
   * Opens the counter
   */
  openCounter: {
    path: {
      counter: string;
    };
    query: {};
    answer: Done;
  };
  /**
   * Closes the counter
   */
  closeCounter: {
    path: {
      counter: string;
    };
    query: {};
    answer: Done;
  };
  /**
   * Pauses the counter
   */
  pauseCounter: {
    path: {
      counter: string;
    };
    query: {};
    body: Pause;
    answer: Done;
  };
  /**
   * Ends the pause
   */
  resumeCounter: {
    path: {
      counter: string;
    };
    query: {};
    answer: Done;
  };
  /**
   * Calls the ticket at the counter again
   */
  recallCounter: {
    path: {
      counter: string;
    };
    query: {};
    answer: Done;
  };
  /**
   * The visitor has come
   */
  startCounter: {
    path: {
      counter: string;
    };
    query: {};
    answer: Done;
  };
  /**
   * The visit has ended
   */
  finishCounter: {
    path: {
      counter: string;
    };
    query: {};
    body: Finish;
    answer: Done;
  };
  /**
   * Nobody came, after the recalls of the policy
   */
  missedCounter: {
    path: {
      counter: string;
    };
    query: {};
    answer: Done;
  };
  /**
   * Sets the ticket aside
   */
  parkCounter: {
    path: {
      counter: string;
    };
    query: {};
    answer: Done;
  };
  /**
   * Sends the ticket to another queue or counter
   */
  transferCounter: {
    path: {
      counter: string;
    };
    query: {};
    body: Transfer;
    answer: Done;
  };
  /**
   * Takes the last command of the counter back, within two minutes
   */
  undoAtCounter: {
    path: {
      counter: string;
    };
    query: {};
    answer: Undone;
  };
  /**
   * Ends today in the hall: whoever is left is told, counters close, no more tickets
   */
  closeDay: {
    path: {
      site: string;
    };
    query: {};
    answer: DayEnd;
  };
  /**
   * Takes the end of today back: everybody is where he was
   */
  reopenDay: {
    path: {
      site: string;
    };
    query: {};
    answer: DayEnd;
  };
  /**
   * What has happened in the hall on a day, in order, each with the version that it made
   */
  listEvents: {
    path: {
      site: string;
    };
    query: {
      /**
       * The site's local date
       */
      day?: string;
      /**
       * Only events with a higher version
       */
      after?: string;
    };
    answer: HallEvent[];
  };
}
export interface Site {
  code: string;
  city: {
    code: string;
    name: Words;
  };
  kind: 'customs' | 'partner' | 'branch';
  name: Words;
  address: Words | null;
  telephone: string | null;
  website: string | null;
  note: Words | null;
  /**
   * IANA name
   */
  timeZone: string;
  bookable: boolean;
  /**
   * After booking, self-service or online agency can be chosen
   */
  handling: boolean;
  /**
   * Weekly, local time; weekday 1 is Monday
   */
  hours: {
    weekday: number;
    opens: string;
    closes: string;
  }[];
  /**
   * From today on
   */
  exceptions: {
    date: string;
    kind: 'closed' | 'open';
    from: string | null;
    to: string | null;
    reason: Words;
  }[];
  /**
   * Closures of a part, once or every week, that are not over yet; local dates and times
   */
  partClosures: {
    part: 'site' | 'queue' | 'places' | 'counter';
    /**
     * Its code
     */
    queue?: string;
    counter?: string;
    /**
     * So many fewer in each slot
     */
    places?: number;
    first: string;
    last: string;
    /**
     * On these only; empty: on every day
     */
    weekdays: number[];
    except: string[];
    from: string | null;
    to: string | null;
    reason: Words;
  }[];
  queues: {
    code: string;
    name: Words;
    slotMinutes: number;
  }[];
  services: {
    code: string;
    queue: string;
    minutes: number;
  }[];
  counters: {
    code: string;
    label: string;
    queues: string[];
  }[];
  /**
   * Of a partner: the outlets in its city
   */
  outlets: Outlet[];
  verified: boolean;
  /**
   * Parts of a verified record that nobody has confirmed
   */
  unverified: string[];
}
/**
 * A text in both languages
 */
export interface Words {
  'zh-CN': string;
  en: string;
}
export interface Outlet {
  id: string;
  name: Words;
  address: Words;
  telephone: string;
  verified: boolean;
}
export interface Service {
  code: string;
  name: Words;
  summary: Words;
  minutes: number;
  online: boolean;
  where: Words;
  materials: ServiceMaterial[];
  questions: Question[];
  verified: boolean;
  /**
   * Parts of a verified record that nobody has confirmed
   */
  unverified: string[];
}
export interface ServiceMaterial {
  code: string;
  name: Words;
  providedBy: 'enterprise' | 'legal_person' | 'operator' | 'handling_person';
  form: 'original' | 'copy' | 'original_or_copy' | 'any';
  sealed: boolean;
  bring: boolean;
  perCard: boolean;
  note: Words | null;
  /**
   * Only this site asks for it; null: every one
   */
  site: string | null;
  verified: boolean;
}
export interface Question {
  code: string;
  text: Words;
  help: Words | null;
  answers: {
    code: string;
    label: Words;
    /**
     * Materials that are not needed after this answer
     */
    drop: string[];
    /**
     * Why the visit is not possible yet
     */
    stop: Words | null;
    advise: Words | null;
    /**
     * Services of which the visit should have one as well
     */
    needs: string[];
    link: string | null;
  }[];
  verified: boolean;
}
export interface Slots {
  site: string;
  services: VisitService[];
  minutes: number;
  timeZone: string;
  days: {
    date: string;
    state: 'open' | 'full' | 'closed' | 'too_early' | 'too_late';
    reason?: {
      kind:
        | 'holiday'
        | 'weekend'
        | 'closure'
        | 'no_hours'
        | 'too_short'
        | 'no_places'
        | 'not_open_yet'
        | 'past'
        | 'too_soon'
        | 'notice'
        | 'full'
        | 'more_later'
        | 'make_up'
        | 'special_opening';
      /**
       * Of the holiday, in Chinese
       */
      name?: string | null;
      words?: Words;
      minutes?: number;
      firstDate?: string;
      opensAt?: string;
    };
    /**
     * false: the calendar of that year is not published yet
     */
    published: boolean;
    slots: {
      start: string;
      free: number;
    }[];
  }[];
}
export interface VisitService {
  code: string;
  quantity: number;
}
export interface Work {
  /**
   * Demand is high: a booking without work is refused with work_needed
   */
  needed: boolean;
  /**
   * Of ALTCHA, version 2. It is solved once, and serves one booking at this site.
   */
  challenge: {
    parameters: {
      algorithm: 'SHA-256';
      cost: number;
      keyPrefix: string;
      keyLength: number;
      nonce: string;
      salt: string;
      data: {
        site: string;
        until: number;
      };
    };
    signature: string;
  };
}
export interface NewContactCode {
  /**
   * Of mainland China
   */
  mobile?: string;
  email?: string;
}
export interface ContactCode {
  id: string;
  /**
   * How it was sent; it is good for ten minutes and five tries
   */
  channel: 'sms' | 'mail';
}
export interface NewBooking {
  site: string;
  /**
   * @minItems 1
   * @maxItems 20
   */
  services: {
    code: string;
    quantity?: number;
  }[];
  start: string;
  enterprise: {
    name: string;
    /**
     * GB 32100-2015
     */
    creditCode: string;
    customsCode?: string | null;
  };
  contact: {
    name: string;
    /**
     * Of mainland China
     */
    mobile: string;
    email?: string | null;
  };
  answers?: {
    [k: string]: string;
  };
  locale?: 'zh-CN' | 'en';
  /**
   * The privacy notice has been read and agreed to
   */
  consent: true;
  /**
   * A code of /sites/{site}/contact-codes, which proves the contact
   */
  contactCode?: {
    id: string;
    code: string;
  };
  /**
   * While demand is high: a challenge of /sites/{site}/work with its solution, as JSON in base64
   */
  work?: string;
}
export interface Booked {
  reference: string;
  /**
   * The secret of the holder
   */
  token: string;
  manageUrl: string;
  state:
    'confirmed' | 'arrived' | 'completed' | 'not_served' | 'missed' | 'not_held' | 'excused' | 'cancelled';
  start: string;
  end: string;
  /**
   * What the holder can do now
   */
  may: {
    move: boolean;
    cancel: boolean;
    handling: boolean;
    contact: boolean;
    /**
     * Last instant at which it can be moved or cancelled; it may have passed
     */
    until: string;
  };
  checklist: ChecklistItem[];
  /**
   * A visit was missed lately; another one blocks online booking for a while
   */
  warned: boolean;
}
export interface ChecklistItem {
  key: string;
  material: string;
  name: Words;
  providedBy: 'enterprise' | 'legal_person' | 'operator' | 'handling_person';
  form: 'original' | 'copy' | 'original_or_copy' | 'any';
  sealed: boolean;
  bring: boolean;
  quantity: number;
  note: Words | null;
  services: string[];
}
export interface Booking {
  reference: string;
  state:
    'confirmed' | 'arrived' | 'completed' | 'not_served' | 'missed' | 'not_held' | 'excused' | 'cancelled';
  site: string;
  services: VisitService[];
  start: string;
  end: string;
  minutes: number;
  handling: 'visit' | 'self_service' | 'online_agency';
  enterprise: {
    name: string;
    creditCode: string;
    customsCode: string | null;
  };
  /**
   * Masked
   */
  contact: {
    name: string;
    mobile: string;
    email: string | null;
  };
  /**
   * The secret of the holder: another one once somebody else is reached
   */
  token: string;
  manageUrl: string;
  /**
   * What the holder can do now
   */
  may: {
    move: boolean;
    cancel: boolean;
    handling: boolean;
    contact: boolean;
    /**
     * Last instant at which it can be moved or cancelled; it may have passed
     */
    until: string;
  };
  /**
   * Until when the last change can be taken back; null: there is none
   */
  undoUntil: string | null;
  /**
   * Other times for a visit that cannot take place as booked; null: there are none
   */
  offer: {
    /**
     * Exclusive; without an answer the booking is then cancelled, and another visit owed
     */
    until: string;
    /**
     * Held for this booking; none: it was answered that none suits
     */
    times: {
      start: string;
      end: string;
    }[];
  } | null;
  checklist: ChecklistItem[];
}
export interface Move {
  start: string;
}
export interface Acceptance {
  start: string;
}
export interface Change {
  /**
   * @minItems 1
   * @maxItems 20
   */
  services?: {
    code: string;
    quantity?: number;
  }[];
  /**
   * Left out: the time is kept; a 409 then names the nearest ones in details.near
   */
  start?: string;
  contact?: {
    name: string;
    /**
     * Of mainland China
     */
    mobile: string;
    email?: string | null;
  };
  /**
   * Of another mobile, where the site wants it proven (409 contact_unproven): a code of /sites/{site}/contact-codes
   */
  contactCode?: {
    id: string;
    code: string;
  };
  answers?: {
    [k: string]: string;
  };
}
export interface Handling {
  mode: 'self_service' | 'online_agency';
}
export interface VisitCorrection {
  /**
   * The visitor was there, or had a good reason not to be
   */
  state: 'came' | 'excused';
  reason: string;
}
export interface CorrectedVisit {
  reference: string;
  state:
    'confirmed' | 'arrived' | 'completed' | 'not_served' | 'missed' | 'not_held' | 'excused' | 'cancelled';
}
export interface NewWait {
  /**
   * @minItems 1
   * @maxItems 20
   */
  services: {
    code: string;
    quantity?: number;
  }[];
  /**
   * The site's local date
   */
  from: string;
  /**
   * Included
   */
  to: string;
  /**
   * Local times at which the visit may start, the end excluded; left out: any
   *
   * @maxItems 4
   */
  times?: {
    from: string;
    to: string;
  }[];
  /**
   * 1 is Monday; left out: any
   *
   * @maxItems 7
   */
  weekdays?: number[];
  enterprise: {
    name: string;
    /**
     * GB 32100-2015
     */
    creditCode: string;
    customsCode?: string | null;
  };
  contact: {
    name: string;
    /**
     * Of mainland China
     */
    mobile: string;
    email?: string | null;
  };
  answers?: {
    [k: string]: string;
  };
  locale?: 'zh-CN' | 'en';
  /**
   * The privacy notice has been read and agreed to
   */
  consent: true;
  /**
   * A code of /sites/{site}/contact-codes, which proves the contact
   */
  contactCode?: {
    id: string;
    code: string;
  };
  /**
   * While demand is high: a challenge of /sites/{site}/work with its solution, as JSON in base64
   */
  work?: string;
}
export interface Joined {
  /**
   * The secret of whoever waits
   */
  token: string;
  state: 'waiting';
  pageUrl: string;
}
export interface Wait {
  state: 'waiting' | 'offered' | 'accepted' | 'expired' | 'withdrawn';
  /**
   * Staff have taken bookings of the same hand; nothing is offered until they have looked at this one
   */
  setAside: boolean;
  site: string;
  /**
   * The site's local date
   */
  from: string;
  /**
   * The site's local date
   */
  to: string;
  /**
   * A place that is held until an instant
   */
  offer?: {
    site: string;
    start: string;
    end: string;
    until: string;
  };
}
export interface Board {
  site: string;
  day: string;
  version: number;
  at: string;
  /**
   * Whether the hall is open; closing: no more tickets, those who are here are still served
   */
  state: 'before_opening' | 'open' | 'last_call' | 'break' | 'closing' | 'closed' | 'paused';
  /**
   * When it opens next, unless it is open
   */
  opensAt?: string;
  /**
   * End of the session under way
   */
  openUntil?: string;
  /**
   * End of the last session of the day, unless it is over
   */
  closesAt?: string;
  reason?: Words1;
  calling: {
    number: string;
    counter: string;
    label: string;
    calledAt: string;
    times: number;
    state: 'called' | 'serving';
    /**
     * In which the visitor was spoken to, when known
     */
    language?: 'zh-CN' | 'en';
  }[];
  /**
   * Numbers that did not come and can still come back, the last first
   */
  missed?: string[];
  waiting: {
    number: string;
    queue: string;
    due: string;
    wait: WaitRange | null;
  }[];
  queues: {
    code: string;
    name: Words;
    waiting: number;
    wait: WaitRange | null;
    /**
     * The queue itself is closed now, while the hall is open
     */
    closed?: {
      until: string;
      reason: Words;
    };
  }[];
  counters: {
    code: string;
    label: string;
    state: 'closed' | 'open' | 'paused';
    number?: string;
    reason?: Words2;
    /**
     * The number on the badge of its clerk, where the site shows it
     */
    badge?: string;
  }[];
}
/**
 * A text in both languages
 */
export interface Words1 {
  'zh-CN': string;
  en: string;
}
/**
 * Minutes until the call, meant to cover 80 % of cases; not beyond closing
 */
export interface WaitRange {
  low: number;
  high: number;
  /**
   * Not before then, because nobody is called until then: lunch
   */
  after?: string;
  /**
   * Chance in percent, from ten on, that it does not come to the call before closing
   */
  notToday?: number;
}
/**
 * A text in both languages
 */
export interface Words2 {
  'zh-CN': string;
  en: string;
}
export interface NewTicket {
  /**
   * @minItems 1
   * @maxItems 20
   */
  services: string[];
  priority?: boolean;
}
export interface IssuedTicket {
  number: string;
  token: string;
  ticketUrl: string;
  ahead: number;
  /**
   * null: no counter of the queue is open
   */
  wait: WaitRange | null;
  due: string;
}
export interface CheckIn {
  reference: string;
  priority?: boolean;
}
export interface HeldTicket {
  number: string;
  site: string;
  day: string;
  state: 'waiting' | 'called' | 'serving' | 'parked' | 'missed' | 'done' | 'left' | 'void';
  /**
   * Of the same queue, called before; null: it does not wait
   */
  ahead: number | null;
  wait: WaitRange | null;
  counter: {
    code: string;
    label: string;
  } | null;
  calledAt: string | null;
}
export interface Done {
  /**
   * Of the hall's day
   */
  version: number;
  ticket: StaffTicket | null;
}
export interface StaffTicket {
  id: string;
  number: string;
  queue: string;
  services: VisitService[];
  kind: 'appointment' | 'walk_in';
  priority: boolean;
  state: 'waiting' | 'called' | 'serving' | 'parked' | 'missed' | 'done' | 'left' | 'void';
  due: string;
  counter: string | null;
  calledAt: string | null;
  timesCalled: number;
  startedAt: string | null;
  outcome: ('completed' | 'missing_materials' | 'referred' | 'not_reached' | 'not_recorded') | null;
  /**
   * From staff, for whoever calls it
   */
  note: string | null;
}
export interface Correction {
  /**
   * @minItems 1
   * @maxItems 20
   */
  services?: string[];
  /**
   * A queue's code; left out: that of the services
   */
  queue?: string;
  priority?: boolean;
  /**
   * For whoever calls it; empty: none any more
   */
  note?: string;
  reason: string;
}
export interface Void {
  reason: string;
}
export interface Deferral {
  places: number;
}
export interface Joining {
  /**
   * Of the booking
   */
  reference: string;
  /**
   * The last four of its mobile number or credit code
   */
  proof: string;
}
export interface OutcomeCorrection {
  /**
   * What became of the visit; waiting: only while its day goes on
   */
  state: 'done' | 'missed' | 'void' | 'waiting';
  /**
   * Of a visit that was done; left out: completed
   */
  outcome?: 'completed' | 'missing_materials' | 'referred';
  reason: string;
}
export interface Counter {
  code: string;
  label: string;
  site: string;
  queues: string[];
  state: 'closed' | 'open' | 'paused';
  since: string | null;
  ticket: StaffTicket | null;
  /**
   * Tickets that it could call
   */
  waiting: number;
  /**
   * It is open, and its clerk is not signed in any more
   */
  unattended: boolean;
  /**
   * What undo would take back now; null: nothing
   */
  undo: ('call' | 'start' | 'finish' | 'missed' | 'park' | 'transfer' | 'return' | 'resume') | null;
}
export interface Called {
  version: number;
  ticket: {
    id: string;
    number: string;
    queue: string;
    services: VisitService[];
    kind: 'appointment' | 'walk_in';
    priority: boolean;
    state: 'waiting' | 'called' | 'serving' | 'parked' | 'missed' | 'done' | 'left' | 'void';
    due: string;
    counter: string | null;
    calledAt: string | null;
    timesCalled: number;
    startedAt: string | null;
    outcome: ('completed' | 'missing_materials' | 'referred' | 'not_reached' | 'not_recorded') | null;
    /**
     * From staff, for whoever calls it
     */
    note: string | null;
    reason: CallReason;
  };
}
export interface CallReason {
  kind:
    | 'appointment'
    | 'late_appointment'
    | 'too_late_appointment'
    | 'walk_in'
    | 'priority'
    | 'returned'
    | 'resumed'
    | 'transferred'
    | 'corrected'
    | 'deferred';
  due: string;
  waitedMinutes: number;
  targetMinutes: number | null;
  bookedStart: string | null;
  early: boolean;
}
export interface EndAndNext {
  outcome?: 'completed' | 'missing_materials' | 'referred' | 'did_not_come';
}
export interface Pause {
  reason: string;
}
export interface Finish {
  outcome: 'completed' | 'missing_materials' | 'referred';
}
export interface Transfer {
  /**
   * A queue's code, e.g. B
   */
  queue?: string;
  counter?: string;
}
export interface Undone {
  /**
   * Of the hall's day
   */
  version: number;
  undone: 'call' | 'start' | 'finish' | 'missed' | 'park' | 'transfer' | 'return' | 'resume';
  /**
   * As it is again
   */
  ticket: StaffTicket | null;
}
export interface DayEnd {
  /**
   * Of the hall's day
   */
  version: number;
  /**
   * Who still waited, or was set aside
   */
  left: number;
  /**
   * At a counter that did not say what became of them
   */
  notRecorded: number;
  /**
   * Of those who were left, to how many a message was written
   */
  told: number;
}
export interface HallEvent {
  version: number;
  at: string;
  type: string;
  actor: string;
  [k: string]: unknown;
}
