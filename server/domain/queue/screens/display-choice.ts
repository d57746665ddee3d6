import { locales } from '../../catalogue/words.ts';
import type { ScreenLanguage } from './hall-screen.ts';

export const displayLayouts = ['full', 'calls', 'table', 'queues'] as const;
export type DisplayLayout = (typeof displayLayouts)[number];

export const screenLanguages: readonly ScreenLanguage[] = [...locales, 'both'];

/** Of the displays of a hall that can be heard one speaks: a preferred one if there is one, never a muted one. */
export const displayVoices = ['preferred', 'allowed', 'muted'] as const;
export type DisplayVoice = (typeof displayVoices)[number];

/** The wall of a hall, the screen of one counter, or the one at the door with the code for a number. */
export type ScreenPlace = 'wall' | 'counter' | 'door';

/** Where a machine's screen hangs once it has shown this; a machine of several windows that has a wall among them is one. Null: nothing yet. */
export function placeAfter(before: ScreenPlace | null, shown: ScreenPlace): ScreenPlace {
  return before === 'wall' ? 'wall' : shown;
}

/** What a display shows and whether it may speak, when its address says nothing else. */
export interface DisplayChoice {
  readonly layout: DisplayLayout;
  readonly language: ScreenLanguage;
  readonly voice: DisplayVoice;
}

export const defaultChoice: DisplayChoice = { layout: 'full', language: 'both', voice: 'allowed' };

/** Another stamp than the one a page was made with: it was paired, revoked or set anew since. Null: a display that nobody has paired. */
export function displayStamp(device: (DisplayChoice & { readonly id: string }) | null): string {
  if (device === null) return 'unpaired';
  return [device.id.slice(0, 8), device.layout, device.language, device.voice].join('.');
}
