import { locales } from '../../catalogue/words.ts';
import type { ScreenLanguage } from './hall-screen.ts';

export const displayLayouts = ['full', 'calls', 'table', 'queues'] as const;
export type DisplayLayout = (typeof displayLayouts)[number];

export const screenLanguages: readonly ScreenLanguage[] = [...locales, 'both'];

/** Of the displays of a hall that can be heard one speaks: a preferred one if there is one, never a muted one. */
export const displayVoices = ['preferred', 'allowed', 'muted'] as const;
export type DisplayVoice = (typeof displayVoices)[number];

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
