import { counterScreen, counterScreenParts } from '../../server/domain/queue/screens/counter-screen.ts';
import type { CounterScreenSettings } from '../../server/domain/queue/screens/display-settings.ts';
import { drawParts } from './display/draw-parts.ts';
import { Frame } from './display/frame.ts';
import { LiveScreen } from './display/live-screen.ts';
import { SizedText } from './display/sized-text.ts';

const main = document.getElementById('main');
const place = document.getElementById('place');
if (main === null || place === null) throw new Error('no screen on this page');
const settings = JSON.parse(main.dataset['settings'] ?? '{}') as CounterScreenSettings;

const words = new SizedText({
  part: place,
  property: '--share',
  unit: '',
  sizes: () => [1, 0.92, 0.84, 0.76, 0.68, 0.6, 0.52, 0.45, 0.38],
  fits: () => [...place.querySelectorAll('.place__now, .place__counter')].every(holdsItsParts),
  room: () => `${innerWidth}×${innerHeight}`,
  lasting: () => place.textContent ?? '',
});
new ResizeObserver(() => words.fit()).observe(place);
document.fonts.ready.then(
  () => words.fit(),
  () => undefined,
);

function holdsItsParts(box: Element): boolean {
  const { left, top, right, bottom } = box.getBoundingClientRect();
  return [...box.children].every((part) => {
    const its = part.getBoundingClientRect();
    const within = its.left >= left && its.right <= right && its.top >= top && its.bottom <= bottom;
    return within && part.scrollWidth <= part.clientWidth + 1;
  });
}

new LiveScreen(settings, {
  main,
  frame: new Frame(settings),
  draw: (board) => {
    const { counter, texts, language } = settings;
    drawParts(place, counterScreenParts(counterScreen(board, counter, texts, language)));
    words.fit();
  },
  news: ({ calls }) => {
    const label = place.querySelector('.place__label')?.textContent;
    // its light, where the hall's display has its chime
    if (calls.some((call) => call.label === label))
      place.querySelector('.place__now--called')?.classList.add('place__now--new');
  },
  state: () => ({ sound: 'off', overCounter: true }),
});
