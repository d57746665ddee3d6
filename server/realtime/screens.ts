import type { DisplayVoice } from '../domain/queue/screens/display-choice.ts';
import { hallSpeaker } from '../domain/queue/screens/hall-speaker.ts';
import { voiceKinds } from '../domain/queue/screens/voice-order.ts';
import type { ScreenReport } from './events.ts';

/** A report with what the server knows of whoever sent it. */
export interface Sighting extends ScreenReport {
  readonly site: string;
  /** of the socket that it came through, whatever process holds that */
  readonly socket: string;
  /** id of the paired device; null: nobody has paired it */
  readonly device: string | null;
  readonly voice: DisplayVoice;
}

/** A sighting as processes tell each other. */
export interface SharedSighting extends Sighting {
  /** since when the screen can be heard, epoch ms; null: it cannot */
  readonly readySince: number | null;
}

/** A display or kiosk as staff see it. */
export interface Screen extends SharedSighting {
  /** epoch ms */
  readonly lastSeen: number;
  readonly connected: boolean;
  readonly silent: boolean;
}

type Known = Omit<Screen, 'silent'>;

const silentAfter = 30_000;
const forgottenAfter = 24 * 3600_000;
/** a machine that makes up ids must not fill the memory, nor push out those that are paired */
const mostUnpaired = 500;

/** Which screens have been heard of, by any process, and when. Instants in epoch ms. */
export class Screens {
  readonly #seen = new Map<string, Map<string, Known>>();
  #newest = 0;

  /** A report that came to this process; answers what to tell the others. */
  saw(sighting: Sighting, now: number): SharedSighting {
    const before = this.#of(sighting.site).get(keyOf(sighting));
    const ready = sighting.sound === 'on' || sighting.sound === 'other';
    const wasReady = before?.connected === true ? before.readySince : null;
    const shared = { ...sighting, readySince: ready ? (wasReady ?? this.#later(now)) : null };
    this.heard(shared, now);
    return shared;
  }

  /** What another process has seen. */
  heard(sighting: SharedSighting, now: number): void {
    const screens = this.#of(sighting.site);
    const key = keyOf(sighting);
    // paired or revoked meanwhile: the same screen under another key
    if (screens.get(key)?.socket !== sighting.socket) this.left(sighting.site, sighting.socket);
    // newest last: the first one is the one to forget
    screens.delete(key);
    screens.set(key, { ...sighting, lastSeen: now, connected: true });
    this.#forget(screens, now);
  }

  /** The socket of a screen has gone; one that came back through another socket stays. */
  left(site: string, socket: string): void {
    const screens = this.#of(site);
    for (const [key, screen] of screens)
      if (screen.socket === socket) screens.set(key, { ...screen, connected: false });
  }

  /** The screens of a site, those heard of last first. */
  of(site: string, now: number): readonly Screen[] {
    const screens = [...this.#of(site).values()].reverse();
    return screens.map((screen) => ({ ...screen, silent: now - screen.lastSeen > silentAfter }));
  }

  /** `keyOf` the screen that speaks in a hall; null: none can be heard. */
  speaker(site: string, now: number): string | null {
    const candidates = [...this.#of(site)].flatMap(([key, screen]) => {
      const { connected, lastSeen, device, voice, readySince } = screen;
      if (!connected || now - lastSeen > silentAfter) return [];
      return [{ key, paired: device !== null, voice, readySince }];
    });
    return hallSpeaker(candidates);
  }

  #of(site: string): Map<string, Known> {
    let screens = this.#seen.get(site);
    if (screens === undefined) {
      screens = new Map();
      this.#seen.set(site, screens);
    }
    return screens;
  }

  #forget(screens: Map<string, Known>, now: number): void {
    let superfluous = -mostUnpaired;
    for (const { device } of screens.values()) if (device === null) superfluous += 1;
    for (const [key, { lastSeen, device }] of screens) {
      const old = now - lastSeen >= forgottenAfter;
      if (!old && superfluous <= 0) break;
      if (!old && device !== null) continue;
      screens.delete(key);
      if (device === null) superfluous -= 1;
    }
  }

  /** No two screens become ready at once: the order of those of one process is that of their reports. */
  #later(now: number): number {
    this.#newest = Math.max(now, this.#newest + 1);
    return this.#newest;
  }
}

/** What tells screens apart: nobody who is not paired can pass for one that is. */
export function keyOf({ id, device }: Pick<Sighting, 'id' | 'device'>): string {
  return device === null ? id : `${device} ${id}`;
}

/** What a screen sent, when it is what it should be. */
export function asReport(sent: unknown): ScreenReport | null {
  if (typeof sent !== 'object' || sent === null) return null;
  const { id, kind, version, sound, ...more } = sent as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || !/^[\w-]{8,40}$/.test(id)) return null;
  if (kind !== 'display' && kind !== 'kiosk') return null;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) return null;
  if (sound !== 'on' && sound !== 'off' && sound !== 'blocked' && sound !== 'other') return null;
  const { saidBy, overCounter, hidden } = more;
  const voice = voiceKinds.find((each) => each === saidBy);
  return {
    id,
    kind,
    version,
    sound,
    ...(voice === undefined ? {} : { saidBy: voice }),
    ...(overCounter === true ? { overCounter } : {}),
    ...(hidden === true ? { hidden } : {}),
  };
}
