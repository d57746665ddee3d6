import { createHash } from 'node:crypto';
import { localDate } from '../../domain/calendar/local-time.ts';
import { type Catalogue, type Notice, noticesOn } from '../../domain/catalogue/catalogue.ts';
import type { Site } from '../../domain/catalogue/site.ts';
import type { Board } from '../../domain/queue/screens/board.ts';
import {
  type DisplayChoice,
  type DisplayLayout,
  displayStamp,
} from '../../domain/queue/screens/display-choice.ts';
import type { DisplaySettings } from '../../domain/queue/screens/display-settings.ts';
import {
  hallScreen,
  type Line,
  lineOf,
  type ScreenLanguage,
} from '../../domain/queue/screens/hall-screen.ts';
import type { Recording } from '../../domain/queue/screens/recording.ts';
import { type Region, regions, screenParts } from '../../domain/queue/screens/screen-parts.ts';
import { isVideo, type WallPicture } from '../../domain/queue/screens/wall-picture.ts';
import type { Assets } from '../assets.ts';
import { formatting } from '../formatting.ts';
import { paths } from '../paths.ts';
import type { SafeHtml } from '../safe-html.ts';
import { displaySounds } from './display-sounds.ts';
import { frameTexts, screenTexts } from './display-texts.ts';
import { said } from './door-screen.ts';
import { partHtml } from './part-html.ts';
import { releaseOf } from './release.ts';
import { wallPictureAddress } from './wall-picture-address.ts';

export interface DisplayView {
  readonly layout: DisplayLayout;
  readonly name: Line;
  readonly clock: string;
  readonly notice: Line | null;
  readonly regions: Readonly<Record<Region, SafeHtml>>;
  readonly enableSound: Line;
  readonly release: string;
  readonly settings: string;
  readonly board: string;
  readonly title: string;
  /** name of the machine; null: nobody has paired it */
  readonly machine: string | null;
  readonly pair: { readonly href: string; readonly text: Line };
  /** where the code for a number by phone comes from; null: it is not shown here */
  readonly number: { readonly source: string; readonly text: Line; readonly code: string } | null;
}

/** The machine that a display runs on, when it was paired with this hall. */
export type DisplayMachine = DisplayChoice & { readonly id: string; readonly name: string };

export interface DisplayAsk {
  readonly catalogue: Catalogue;
  readonly site: Site;
  readonly board: Board;
  /** what the address says, else the machine, else what is usual */
  readonly language: ScreenLanguage;
  readonly layout: DisplayLayout;
  readonly machine: DisplayMachine | null;
  readonly assets: Assets;
  /** the branch's own */
  readonly recordings: readonly Recording[];
  readonly pictures: readonly WallPicture[];
}

export function displayView(ask: DisplayAsk): DisplayView {
  const { catalogue, site, board, language, layout, machine, assets, recordings, pictures } = ask;
  const parts = screenParts(hallScreen(board, screenTexts, language));
  const shown = noticesOn(catalogue.notices, site.code, localDate(Date.parse(board.at), site.timeZone));
  const notices = shown.map(({ text }) => text);
  const stamp = displayStamp(machine);
  const release = `${releaseOf(assets, 'display')}-${catalogue.version}-${stamp}-${newestOf(recordings)}-${newestOf(pictures)}-${noticesStamp(shown)}`;
  const settings: DisplaySettings = {
    site: site.code,
    timeZone: site.timeZone,
    language,
    speech: site.hall.speech,
    calling: site.hall.calling,
    notices,
    texts: screenTexts,
    frame: frameTexts,
    sounds: displaySounds(assets, recordings, site.hall.speech),
    worker: paths.displayWorker(),
    release,
    stamp,
    pictures: pictures.map((one) => ({ address: wallPictureAddress(one), isVideo: isVideo(one.kind) })),
    muted: machine?.voice === 'muted',
  };
  const html = regions.map((region) => [region, partHtml(parts[region])] as const);
  return {
    layout,
    name: lineOf(site.name, {}, language),
    clock: formatting('en', site.timeZone).time(Date.parse(board.at)),
    notice: notices[0] === undefined ? null : lineOf(notices[0], {}, language),
    regions: Object.fromEntries(html) as Record<Region, SafeHtml>,
    enableSound: lineOf(frameTexts.enableSound, {}, language),
    release,
    settings: JSON.stringify(settings),
    board: JSON.stringify(board),
    title: site.name[language === 'en' ? 'en' : 'zh-CN'],
    machine: machine === null ? null : machine.name,
    pair: { href: paths.displayPairing(site.code), text: lineOf(frameTexts.pair, {}, language) },
    number:
      site.hall.numberByPhone && site.hall.numberOnDisplay && machine !== null
        ? {
            source: paths.number.door(site.code),
            text: lineOf(said('number.door.corner'), {}, language),
            code: lineOf(said('number.door.code'), {}, language).text,
          }
        : null,
  };
}

/** Changes when one comes or goes. */
function newestOf(files: readonly { readonly uploadedAt: number }[]): string {
  return `${files.length}.${Math.max(0, ...files.map(({ uploadedAt }) => uploadedAt))}`;
}

/** Differs when other notices have begun or ended, which a wall that nobody touches must see. */
function noticesStamp(shown: readonly Notice[]): string {
  return createHash('sha256')
    .update(shown.map(({ id }) => id).join())
    .digest('hex')
    .slice(0, 8);
}
