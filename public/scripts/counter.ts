import { openConsole } from './counter/console.ts';

const root = document.querySelector<HTMLElement>('[data-console]');
if (root !== null) openConsole(root);
