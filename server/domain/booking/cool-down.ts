import { minute } from '../calendar/durations.ts';
import type { Site } from '../catalogue/site.ts';

/** Until when (epoch ms) a place that is given up at `now` is offered to the waiting list alone; null: the site has no cool-down. `chance`: 0…1. */
export function coolUntil({ rules }: Site, chance: number, now: number): number | null {
  const { coolDownLeast, coolDownMost } = rules;
  const least = Math.min(coolDownLeast, coolDownMost);
  const cool = Math.floor((least + chance * (coolDownMost - least)) * minute);
  return cool > 0 ? now + cool : null;
}
