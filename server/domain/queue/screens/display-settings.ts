import type { Words } from '../../catalogue/words.ts';
import type { HallPolicy } from '../hall/hall-policy.ts';
import type { CounterScreenTexts, ScreenedCounter } from './counter-screen.ts';
import type { ScreenLanguage, ScreenTexts } from './hall-screen.ts';
import type { FragmentSet } from './voice-order.ts';

/** What the display says about itself rather than about the hall. */
export interface FrameTexts {
  readonly stale: Words;
  readonly seconds: Words;
  readonly minutes: Words;
  readonly hours: Words;
  readonly enableSound: Words;
  readonly soundOff: Words;
  readonly soundElsewhere: Words;
  readonly soundBroken: Words;
  readonly soundQuiet: Words;
  readonly pair: Words;
}

/** What any screen of a hall is told in its page, so that it can go on alone. */
export interface ScreenSettings {
  readonly site: string;
  readonly timeZone: string;
  readonly language: ScreenLanguage;
  readonly notices: readonly Words[];
  readonly frame: FrameTexts;
  /** address of the service worker */
  readonly worker: string;
  /** of the page's scripts, styles and settings; another one means that the page is out of date */
  readonly release: string;
  /** `displayStamp` of the machine that the page was made for */
  readonly stamp: string;
}

export interface CounterScreenSettings extends ScreenSettings {
  readonly counter: ScreenedCounter;
  readonly texts: CounterScreenTexts;
}

/** Of each set: fragment → address. */
export type SoundAddresses = Readonly<Record<FragmentSet, Readonly<Record<string, string>>>>;

export interface DisplaySettings extends ScreenSettings {
  readonly speech: HallPolicy['speech'];
  readonly calling: HallPolicy['calling'];
  readonly texts: ScreenTexts;
  /** shown in turn in quiet times */
  readonly pictures: readonly { readonly address: string; readonly isVideo: boolean }[];
  readonly sounds: SoundAddresses;
  /** this screen never speaks, by its own setting */
  readonly muted: boolean;
}
