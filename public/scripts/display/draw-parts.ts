import type { Part } from '../../../server/domain/queue/screens/screen-parts.ts';

const drawn = new WeakMap<Element, string>();

/** Draws what the server would have written; leaves alone what is there already. Answers whether something has changed. */
export function drawParts(parent: Element, parts: readonly Part[]): boolean {
  const text = JSON.stringify(parts);
  if (drawn.get(parent) === text) return false;
  drawn.set(parent, text);
  parent.replaceChildren(...parts.map(element));
  return true;
}

function element({ tag, look, lang, text, parts = [] }: Part): HTMLElement {
  const made = document.createElement(tag);
  made.className = look;
  if (lang !== undefined) made.lang = lang;
  if (text !== undefined) made.textContent = text;
  made.append(...parts.map(element));
  return made;
}
