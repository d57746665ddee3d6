/** The branch's recordings, a good voice of the machine that speaks, the fragments that come with the system: which is tried first. */
export const voiceOrders = [
  'own device built-in',
  'own built-in device',
  'device own built-in',
  'built-in device',
] as const;
export type VoiceOrder = (typeof voiceOrders)[number];

/** Settings of one site's hall; minutes unless the name says otherwise. */
export interface HallPolicy {
  /** a walk-in is due this long after its ticket was issued (H6) */
  readonly walkInTarget: number;
  /** the wait for the first call that figures measure by; an appointment's begins at its time when it comes early */
  readonly calledWithin: number;
  /** an appointment that checks in at most this late is due at its check-in; later it counts as a walk-in */
  readonly lateGrace: number;
  /** an appointment may check in this long before its time */
  readonly checkInEarly: number;
  /** while others wait, an appointment is not called more than this long before its time */
  readonly callEarly: number;
  /** priority tickets are due when they are issued */
  readonly priorityLane: boolean;
  /** recalls before a ticket can be marked missed */
  readonly recalls: number;
  /** a missed ticket can be brought back once within this time */
  readonly returnWithin: number;
  /** how often a visitor can let others pass; 0: never */
  readonly deferrals: number;
  /** the kiosk stops giving walk-in tickets when the expected wait passes closing time */
  readonly lastCall: boolean;
  /** whoever reads the code on the screen at the door can take a walk-in ticket on the phone */
  readonly numberByPhone: boolean;
  /** the same code stands in a corner of the paired displays of the hall, where it takes no room from calls */
  readonly numberOnDisplay: boolean;
  /** the screen over a counter shows the number on its clerk's badge */
  readonly badgeOnScreen: boolean;
  /** the day ends by itself this long after closing time, once nobody is at a counter; 0: only by hand, and at midnight */
  readonly endAfter: number;
  /** addresses of who is told of alarms of the floor, a comma between two; null: nobody is */
  readonly alarmsTo: string | null;
  /** an alarm is told once it has stood so long */
  readonly alarmsAfter: number;
  /** managers see what each clerk has done; off: nobody does, and it is not reckoned */
  readonly figuresByClerk: boolean;
  /** silent: who has the ticket on a phone is told there, the screens flash, and only who has none is spoken to */
  readonly calling: 'voice' | 'silent';
  readonly speech: {
    readonly language: 'zh-CN' | 'en' | 'both';
    /**
     * where the hall speaks both, whoever's language is not known is called while others wait in one of them by turns, in Chinese, or in
     * Chinese at once and in English as soon as nobody waits; whoever's is known is called in it
     */
    readonly unknown: 'alternate' | 'zh-CN' | 'both';
    readonly one: '一' | '幺';
    readonly rate: number;
    readonly volume: number;
    readonly times: number;
    /** which voice is tried first */
    readonly voices: VoiceOrder;
    /** parts of names of voices of the machines that are wanted before others, a comma between two; null: those that are known to be good */
    readonly deviceVoices: string | null;
    /** English letters alone, or as "B as in Beijing" */
    readonly letters: 'plain' | 'phrase';
  };
}

export const defaultHallPolicy: HallPolicy = {
  walkInTarget: 20,
  calledWithin: 20,
  lateGrace: 15,
  checkInEarly: 60,
  callEarly: 10,
  priorityLane: true,
  recalls: 2,
  returnWithin: 30,
  deferrals: 2,
  lastCall: true,
  numberByPhone: false,
  numberOnDisplay: false,
  badgeOnScreen: false,
  endAfter: 20,
  alarmsTo: null,
  alarmsAfter: 5,
  figuresByClerk: false,
  calling: 'voice',
  speech: {
    language: 'both',
    unknown: 'alternate',
    one: '一',
    rate: 1,
    volume: 1,
    times: 2,
    voices: 'own device built-in',
    deviceVoices: null,
    letters: 'plain',
  },
};

/** The settings of a hall as they were stored, with the usual ones for what did not exist then. */
export function hallPolicyFrom(stored: Partial<HallPolicy>): HallPolicy {
  const speech = { ...defaultHallPolicy.speech, ...stored.speech };
  return { ...defaultHallPolicy, ...stored, speech };
}

/** Whoever is on duty at a site, by mail address; none: nobody is told. */
export function dutyAddresses({ alarmsTo }: Pick<HallPolicy, 'alarmsTo'>): readonly string[] {
  return alarmsTo?.split(', ') ?? [];
}
