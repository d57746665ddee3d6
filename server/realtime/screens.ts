import type { ScreenReport } from './events.ts';

/** A display or kiosk as staff see it. */
export interface Screen extends ScreenReport {
  readonly site: string;
  /** epoch ms */
  readonly lastSeen: number;
  readonly silent: boolean;
}

export type Sighting = ScreenReport & { readonly site: string };

const silentAfter = 30_000;
const forgottenAfter = 24 * 3600_000;
/** a machine that makes up ids must not fill the memory */
const mostPerSite = 500;

/** Which screens have been heard of, by any process, and when. */
export class Screens {
  readonly #seen = new Map<string, Map<string, Sighting & { readonly lastSeen: number }>>();

  /** `now` in epoch ms. */
  saw(sighting: Sighting, now: number): void {
    let screens = this.#seen.get(sighting.site);
    if (screens === undefined) {
      screens = new Map();
      this.#seen.set(sighting.site, screens);
    }
    // newest last: the first one is the one to forget
    screens.delete(sighting.id);
    screens.set(sighting.id, { ...sighting, lastSeen: now });
    for (const [id, { lastSeen }] of screens) {
      if (screens.size <= mostPerSite && now - lastSeen < forgottenAfter) break;
      screens.delete(id);
    }
  }

  /** The screens of a site, those heard of last first. */
  of(site: string, now: number): readonly Screen[] {
    const screens = [...(this.#seen.get(site)?.values() ?? [])].reverse();
    return screens.map((screen) => ({ ...screen, silent: now - screen.lastSeen > silentAfter }));
  }
}

/** What a screen sent, when it is what it should be. */
export function asReport(sent: unknown): ScreenReport | null {
  if (typeof sent !== 'object' || sent === null) return null;
  const { id, kind, version, sound } = sent as Readonly<Record<string, unknown>>;
  if (typeof id !== 'string' || !/^[\w-]{8,40}$/.test(id)) return null;
  if (kind !== 'display' && kind !== 'kiosk') return null;
  if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) return null;
  if (sound !== 'on' && sound !== 'off' && sound !== 'blocked' && sound !== 'other') return null;
  return { id, kind, version, sound };
}
