import type { Board } from '../../server/domain/queue/screens/board.ts';
import type { DisplaySettings } from '../../server/domain/queue/screens/display-settings.ts';
import type { Step } from '../../server/domain/queue/screens/followed-board.ts';
import { hallScreen } from '../../server/domain/queue/screens/hall-screen.ts';
import { regions, screenParts } from '../../server/domain/queue/screens/screen-parts.ts';
import { hasQuietTime } from '../../server/domain/queue/screens/wall-picture.ts';
import { DoorCorner } from './display/door-corner.ts';
import { drawParts } from './display/draw-parts.ts';
import { Wall } from './display/fit-wall.ts';
import { Flashes } from './display/flashes.ts';
import { Frame } from './display/frame.ts';
import { LiveScreen } from './display/live-screen.ts';
import { QuietPictures } from './display/quiet-pictures.ts';
import { openSound } from './display/sound-button.ts';

const main = document.getElementById('main');
if (main === null) throw new Error('no display on this page');
const settings = JSON.parse(main.dataset['settings'] ?? '{}') as DisplaySettings;
const side = main.querySelector<HTMLElement>('.hall__calls-side');
const wall = side === null ? null : new Wall(main, side);
/** number and counter of calls that were taken back and not called again */
const takenBack = new Set<string>();
const place = document.getElementById('picture');
const pictures = place === null ? null : new QuietPictures(place, settings.pictures);
const flashes = new Flashes();
const number = document.getElementById('number');
const corner = number === null ? null : new DoorCorner(main, number);
let screen: LiveScreen | null = null;
const sound = openSound(settings, {
  takenBack: ({ number, label }) => takenBack.has(`${number} ${label}`),
  stands: ({ number }) =>
    screen?.board?.calling.some((call) => call.number === number && call.state === 'called') ?? false,
  changed: () => screen?.report(),
});

function draw(board: Board): void {
  const parts = screenParts(hallScreen(board, settings.texts, settings.language));
  for (const region of regions) {
    const found = main?.querySelector(`[data-region="${region}"]`) ?? null;
    if (found !== null) drawParts(found, parts[region]);
  }
  flashes.show();
  pictures?.show(hasQuietTime(board));
  wall?.fit();
  corner?.fit();
}

function news(step: Step): void {
  for (const { number, label } of step.takenBack) takenBack.add(`${number} ${label}`);
  for (const call of step.calls) {
    takenBack.delete(`${call.number} ${call.label}`);
    sound.say(call);
    flashes.begin(call.number);
  }
}

screen = new LiveScreen(settings, {
  main,
  frame: new Frame(settings, () => wall?.fit()),
  draw,
  news,
  decided: (speaks) => sound.decided(speaks),
  state: () => sound.state(),
});
