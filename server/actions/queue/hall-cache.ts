import type { Hall } from '../../domain/queue/hall/hall.ts';

/**
 * The last state that this process has seen of each hall. Whoever takes one must compare its version with the stored one: an equal version
 * is an equal state (H4), so that the rows need not be read again.
 */
export class HallCache {
  readonly #halls = new Map<string, Hall>();

  kept(site: string, day: string): Hall | null {
    const hall = this.#halls.get(site);
    return hall?.day === day ? hall : null;
  }

  keep(hall: Hall): void {
    const before = this.#halls.get(hall.site);
    if (
      before === undefined ||
      before.day < hall.day ||
      (before.day === hall.day && before.version < hall.version)
    ) {
      this.#halls.set(hall.site, hall);
    }
  }
}
