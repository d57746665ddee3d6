import type { Words } from '../../catalogue/words.ts';
import type { HallPolicy } from '../hall/hall-policy.ts';
import type { ScreenLanguage, ScreenTexts } from './hall-screen.ts';

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
  readonly pair: Words;
}

/** What a display is told in its page, so that it can go on alone. */
export interface DisplaySettings {
  readonly site: string;
  readonly timeZone: string;
  readonly language: ScreenLanguage;
  readonly speech: HallPolicy['speech'];
  readonly notices: readonly Words[];
  readonly texts: ScreenTexts;
  readonly frame: FrameTexts;
  /** fragment → address */
  readonly sounds: Readonly<Record<string, string>>;
  /** address of the service worker */
  readonly worker: string;
  /** of the page's scripts, styles and settings; another one means that the page is out of date */
  readonly release: string;
  /** `displayStamp` of the machine that the page was made for */
  readonly stamp: string;
  /** this screen never speaks, by its own setting */
  readonly muted: boolean;
}
