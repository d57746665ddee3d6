import { counterScreen, counterScreenParts } from '../../server/domain/queue/screens/counter-screen.ts';
import type { CounterScreenSettings } from '../../server/domain/queue/screens/display-settings.ts';
import { drawParts } from './display/draw-parts.ts';
import { Frame } from './display/frame.ts';
import { LiveScreen } from './display/live-screen.ts';

const main = document.getElementById('main');
const place = document.getElementById('place');
if (main === null || place === null) throw new Error('no screen on this page');
const settings = JSON.parse(main.dataset['settings'] ?? '{}') as CounterScreenSettings;

new LiveScreen(settings, {
  main,
  frame: new Frame(settings),
  draw: (board) => {
    const { counter, texts, language } = settings;
    drawParts(place, counterScreenParts(counterScreen(board, counter, texts, language)));
  },
  news: ({ calls }) => {
    const label = place.querySelector('.place__label')?.textContent;
    // its light, where the hall's display has its chime
    if (calls.some((call) => call.label === label))
      place.querySelector('.place__now--called')?.classList.add('place__now--new');
  },
  sound: () => 'off',
});
