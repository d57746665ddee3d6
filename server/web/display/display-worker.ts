import { defaultHallPolicy } from '../../domain/queue/hall/hall-policy.ts';
import type { Assets } from '../assets.ts';
import { displaySounds } from './display-sounds.ts';

/** the face of the numbers (public/styles/display.css) */
const wallFigures = '/assets/fonts/noto-sans-sc-latin-wght-normal.woff2';

/**
 * The service worker's address must stand above the pages that it keeps and must not change, so it only names the files of this release
 * and brings in the worker itself.
 */
export function displayWorker(assets: Assets): string {
  const files = [
    assets.path('styles/display.css'),
    assets.path('styles/noto-sans-sc.css'),
    assets.path('scripts/display.js'),
    assets.path('scripts/counter-screen.js'),
    assets.path('images/favicon.svg'),
    wallFigures,
    ...Object.values(displaySounds(assets, [], defaultHallPolicy.speech)['built-in']),
  ];
  const worker = assets.path('scripts/display-worker.js');
  return `self.displayFiles = ${JSON.stringify(files)};\nimportScripts(${JSON.stringify(worker)});\n`;
}
