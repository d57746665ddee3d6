import { second } from '../calendar/durations.ts';
import { branchStem, numberedStem } from './name-stem.ts';

/** A visit to come, as far as it can tell who made it. */
export interface MadeBooking {
  readonly id: string;
  /** epoch ms */
  readonly madeAt: number;
  readonly enterprise: string;
  readonly contact: string;
  readonly mobile: string;
  /** keyed hash; null: not known (any more), or shared by people who have proven their mobiles */
  readonly network: string | null;
}

/** What bookings can have in common, and how much each says. */
export const signPoints = { enterprise: 4, contact: 4, mobile: 3, branch: 2, rush: 2, network: 1 } as const;
export type ClusterSign = keyof typeof signPoints;
const clusterSigns = Object.keys(signPoints) as readonly ClusterSign[];

/** More than any one sign says: it always takes two of them. */
export const enoughPoints = 5;
/** Fewer are left alone: three colleagues are three bookings. */
export const leastBookings = 4;
/**
 * From one booking to the next: the 18 characters of another credit code alone take a practised typist 13 s (0.75 s a key of a complex code:
 * Card, Moran & Newell, The Keystroke-Level Model, 1980).
 */
export const rushGap = 10 * second;

export interface ClusterReason {
  readonly sign: ClusterSign;
  /** ids of those that share it with at least one other */
  readonly bookings: ReadonlySet<string>;
  /** among how many networks, mobiles, names without their numbers or runs they are divided */
  readonly groups: number;
}

export interface Cluster {
  /** the one made first comes first */
  readonly bookings: readonly MadeBooking[];
  readonly reasons: readonly ClusterReason[];
  /** the points of its signs; names of enterprises and of people count once */
  readonly score: number;
}

type Group = readonly MadeBooking[];

/**
 * Bookings that were hardly made by as many visitors as they name, the likeliest first. Two belong together when what they share adds up to
 * `enoughPoints`: names numbered alike with one mobile, one network or in a rush; one mobile for several enterprises faster than a hand
 * types; branches of one name, from one network, in a rush. So left alone are, however many they are: an agent who books by hand for many
 * enterprises, also numbered branches; colleagues, or a crowd behind one address at the hour of release; anybody with a single thing in common.
 */
export function clustersOf(made: readonly MadeBooking[]): readonly Cluster[] {
  const all = inOrder(made);
  const sets = new Map<string, string>(all.map(({ id }) => [id, id]));
  for (const [stem, name] of [
    [numberedEnterprise, enterpriseOf],
    [numberedContact, contactOf],
  ] as const)
    for (const group of groupsBy(all, stem))
      for (const near of [...groupsBy(group, mobileOf), ...groupsBy(group, networkOf), ...runsOf(group)])
        if (differ(near, name)) join(sets, near);
  for (const group of groupsBy(all, mobileOf))
    for (const run of runsOf(group)) if (differ(run, enterpriseOf)) join(sets, run);
  for (const group of groupsBy(all, branchOf))
    for (const near of groupsBy(group, networkOf))
      for (const run of runsOf(near)) if (differ(run, enterpriseOf) && differ(run, mobileOf)) join(sets, run);
  return groupsBy(all, ({ id }) => rootOf(sets, id))
    .filter(({ length }) => length >= leastBookings)
    .map(clusterOf)
    .sort((a, b) => b.score - a.score || b.bookings.length - a.bookings.length || earlier(a, b));
}

function clusterOf(bookings: Group): Cluster {
  const found: Readonly<Record<ClusterSign, readonly Group[]>> = {
    enterprise: groupsBy(bookings, numberedEnterprise).filter((group) => differ(group, enterpriseOf)),
    contact: groupsBy(bookings, numberedContact).filter((group) => differ(group, contactOf)),
    mobile: groupsBy(bookings, mobileOf).filter((group) => differ(group, enterpriseOf)),
    branch: groupsBy(bookings, branchOf).filter(
      (group) => differ(group, enterpriseOf) && differ(group, mobileOf),
    ),
    rush: runsOf(bookings),
    network: groupsBy(bookings, networkOf),
  };
  const reasons = clusterSigns
    .filter((sign) => found[sign].length > 0)
    .map((sign) => ({
      sign,
      bookings: new Set(found[sign].flat().map(({ id }) => id)),
      groups: found[sign].length,
    }));
  const twice = found.enterprise.length > 0 && found.contact.length > 0 ? signPoints.contact : 0;
  const points = reasons.reduce((sum, { sign }) => sum + signPoints[sign], 0);
  return { bookings, reasons, score: points - twice };
}

type Of = (booking: MadeBooking) => string | null;
const enterpriseOf: Of = ({ enterprise }) => enterprise;
const contactOf: Of = ({ contact }) => contact;
const mobileOf: Of = ({ mobile }) => (mobile === '' ? null : mobile);
const networkOf: Of = ({ network }) => network;
const numberedEnterprise: Of = ({ enterprise }) => numberedStem(enterprise);
const numberedContact: Of = ({ contact }) => numberedStem(contact);
const branchOf: Of = ({ enterprise }) => branchStem(enterprise);

/** Those that share something with at least one other, each in the order in which they were made. */
function groupsBy(bookings: Group, of: Of): Group[] {
  const groups = new Map<string, MadeBooking[]>();
  for (const booking of bookings) {
    const key = of(booking);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [booking]);
    else group.push(booking);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}

/** Those that follow each other within `rushGap`; they are in order. */
function runsOf(bookings: Group): Group[] {
  const runs: MadeBooking[][] = [];
  for (const booking of bookings) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && booking.madeAt - last.madeAt <= rushGap) run.push(booking);
    else runs.push([booking]);
  }
  return runs.filter(({ length }) => length > 1);
}

function differ(bookings: Group, of: Of): boolean {
  return new Set(bookings.map(of)).size > 1;
}

function inOrder(made: Group): Group {
  return [...made].sort((a, b) => a.madeAt - b.madeAt || (a.id < b.id ? -1 : 1));
}

function earlier(a: Cluster, b: Cluster): number {
  return (a.bookings[0]?.madeAt ?? 0) - (b.bookings[0]?.madeAt ?? 0);
}

function rootOf(sets: Map<string, string>, id: string): string {
  let root = id;
  for (let up = sets.get(root); up !== undefined && up !== root; up = sets.get(root)) root = up;
  sets.set(id, root);
  return root;
}

function join(sets: Map<string, string>, group: Group): void {
  const [first, ...rest] = group;
  if (first === undefined) return;
  for (const { id } of rest) sets.set(rootOf(sets, id), rootOf(sets, first.id));
}
