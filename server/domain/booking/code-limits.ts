import { dayLong, minute } from '../calendar/durations.ts';

/** Who asks for a code. */
export interface CodeAsker {
  /** a device has proven this very contact before; whoever else asks is known by the network alone */
  readonly kind: 'network' | 'device';
  /** keyed mark; empty: the address says nothing of where somebody is */
  readonly mark: string;
}

export interface AskedCode {
  readonly asker: CodeAsker;
  /** epoch ms */
  readonly sentAt: number;
}

interface Most {
  readonly soon: number;
  readonly aDay: number;
}

/** Codes to one contact that one asker may have. */
const each: Most = { soon: 3, aDay: 6 };
/** That all of a kind may have together: networks are cheap, each message costs the office, and the person it reaches their peace. */
const together: Readonly<Record<CodeAsker['kind'], Most>> = {
  network: { soon: 12, aDay: 30 },
  device: { soon: 6, aDay: 12 },
};
const soon = 10 * minute;

/** From when on codes count. */
export const codesCountFor = dayLong;

/**
 * Whether one more code may be sent to a contact. Strangers are counted each by themselves, so that one of them does not use up what the next may have,
 * and all together; whoever has proven the contact with this device before has codes of their own, whatever strangers ask for.
 */
export function mayHaveCode(sent: readonly AskedCode[], asker: CodeAsker, now: number): boolean {
  const ofKind = sent.filter((one) => one.asker.kind === asker.kind);
  const own = ofKind.filter((one) => one.asker.mark === asker.mark);
  // behind a proxy that the server was not told of, everybody would use up everybody's day
  const mostOwn = asker.mark === '' ? { ...each, aDay: together.network.aDay } : each;
  return isBelow(own, mostOwn, now) && isBelow(ofKind, together[asker.kind], now);
}

function isBelow(sent: readonly AskedCode[], most: Most, now: number): boolean {
  const since = (time: number): number => sent.filter(({ sentAt }) => sentAt > now - time).length;
  return since(soon) < most.soon && since(codesCountFor) < most.aDay;
}
