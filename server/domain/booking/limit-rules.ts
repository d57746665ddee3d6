export const mobileProofs = ['off', 'demand', 'always'] as const;
export type MobileProof = (typeof mobileProofs)[number];

/** How much one enterprise, person or network may take of a site (B8). Active bookings are counted; 0: no such limit. */
export interface LimitRules {
  /** of one enterprise: places of one start, visits of one local day, visits that are still to come */
  readonly enterprisePerSlot: number;
  readonly enterprisePerDay: number;
  readonly enterpriseOpen: number;
  /** of one mobile: a handling person may serve many enterprises */
  readonly mobilePerDay: number;
  readonly mobileOpen: number;
  /** of one mail address, which an agency may share */
  readonly mailPerDay: number;
  readonly mailOpen: number;
  /** of one network: places of one local day, taken or kept within 24 hours */
  readonly networkPerDay: number;
  /** the same while demand is high */
  readonly networkInDemand: number;
  /** of one network: all that it booked within 24 hours */
  readonly networkMade: number;
  /** bookings a minute while a new day has just opened, everybody's together */
  readonly releasePerMinute: number;
  /** so many minutes after a new day opened demand counts as high */
  readonly releaseMinutes: number;
  /** so many bookings and kept times within ten minutes are high demand */
  readonly demandStarts: number;
  /** times that one browser keeps at once */
  readonly holdsPerBrowser: number;
  /** times that are kept at once, everybody's together */
  readonly holdsAtOnce: number;
  /** on waiting lists at once: of one enterprise, one mobile, one mail address */
  readonly waitingPerEnterprise: number;
  readonly waitingPerMobile: number;
  readonly waitingPerMail: number;
  /** of one network: who waits, and who joined within 24 hours */
  readonly waitingPerNetwork: number;
  readonly waitingPerBrowser: number;
  /** a browser works a moment before it keeps a time, or joins the waiting list, while demand is high */
  readonly proofOfWork: boolean;
  /** when a code that was sent has to be entered */
  readonly mobileProof: MobileProof;
}

/**
 * Twenty visits to come are a fortnight of a customs broker's person; a network shares eight places of a day while nobody wants them, and
 * two when everybody does: whoever has proven a mobile by SMS is counted by it, and no longer by the network.
 */
export const defaultLimitRules: LimitRules = {
  enterprisePerSlot: 2,
  enterprisePerDay: 3,
  enterpriseOpen: 8,
  mobilePerDay: 8,
  mobileOpen: 20,
  mailPerDay: 12,
  mailOpen: 40,
  networkPerDay: 8,
  networkInDemand: 2,
  networkMade: 20,
  releasePerMinute: 30,
  releaseMinutes: 30,
  demandStarts: 20,
  holdsPerBrowser: 2,
  holdsAtOnce: 60,
  waitingPerEnterprise: 5,
  waitingPerMobile: 5,
  waitingPerMail: 10,
  waitingPerNetwork: 10,
  waitingPerBrowser: 5,
  proofOfWork: true,
  mobileProof: 'off',
};

/** What an installation without rate limits goes by. */
export const noLimits: LimitRules = {
  enterprisePerSlot: 0,
  enterprisePerDay: 0,
  enterpriseOpen: 0,
  mobilePerDay: 0,
  mobileOpen: 0,
  mailPerDay: 0,
  mailOpen: 0,
  networkPerDay: 0,
  networkInDemand: 0,
  networkMade: 0,
  releasePerMinute: 0,
  releaseMinutes: 0,
  demandStarts: 0,
  holdsPerBrowser: 0,
  holdsAtOnce: 0,
  waitingPerEnterprise: 0,
  waitingPerMobile: 0,
  waitingPerMail: 0,
  waitingPerNetwork: 0,
  waitingPerBrowser: 0,
  proofOfWork: false,
  mobileProof: 'off',
};

/** Whether any limit looks at other bookings of an enterprise, a mobile or a mail address. */
export function countsVisits(rules: LimitRules): boolean {
  const {
    enterprisePerSlot,
    enterprisePerDay,
    enterpriseOpen,
    mobilePerDay,
    mobileOpen,
    mailPerDay,
    mailOpen,
  } = rules;
  return (
    enterprisePerSlot +
      enterprisePerDay +
      enterpriseOpen +
      mobilePerDay +
      mobileOpen +
      mailPerDay +
      mailOpen >
    0
  );
}

/** Whether any limit looks at where requests come from, or at how many come. */
export function countsOrigins(rules: LimitRules): boolean {
  return (Object.keys(noLimits) as (keyof LimitRules)[]).some((name) => rules[name] !== noLimits[name]);
}
