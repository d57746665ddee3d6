/** What is asked of a page as it stands in a browser; each is a text that the browser runs and answers what is wrong with it. */

const shown =
  'const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && one.getClientRects().length > 0;';

/** What can be seen on a control and is not in the name by which a voice would call it; targets that a thumb misses. */
export const looked = `(() => {
  ${shown}
  const words = (text) => (text ?? '').replace(/\\s+/g, '').toLowerCase();
  const wrong = [];
  for (const one of document.querySelectorAll('a, button, summary, input:not([type=hidden]), select, textarea')) {
    if (!shown(one) || one.closest('.visually-hidden, .skip-link')) continue;
    const name = one.getAttribute('aria-label');
    if (name !== null && !words(name).includes(words(one.innerText))) wrong.push('name ' + one.outerHTML.slice(0, 160));
    const area = one.closest('label, .checklist__item') ?? (one.id && document.querySelector('label[for="' + one.id + '"]')) ?? one;
    const inline = one.matches('a:not(.button)') && getComputedStyle(one).display === 'inline';
    const { width, height } = (one.matches('input[type=checkbox], input[type=radio]') ? area : one).getBoundingClientRect();
    // seven days of a week share 320 pixels
    const least = one.matches('.day') ? 36 : 43.5;
    if (!inline && (height < 43.5 || width < least)) wrong.push('small ' + Math.round(width) + 'x' + Math.round(height) + ' ' + one.outerHTML.slice(0, 160));
  }
  return wrong;
})()`;

/** Everything that takes the focus shows it. A ring may be drawn around the whole card or label that the focused one is the heart of. */
export const ringless = `(() => {
  ${shown}
  const wrong = [];
  for (const one of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
    if (!shown(one)) continue;
    one.focus();
    if (document.activeElement !== one) continue;
    const label = one.closest('label');
    const drawn = [getComputedStyle(one), getComputedStyle(one, '::after'), ...(label ? [getComputedStyle(label)] : [])];
    const widest = Math.max(...drawn.map((s) => (s.outlineStyle === 'none' ? 0 : parseFloat(s.outlineWidth))));
    if (widest < 3) wrong.push('ring of ' + widest + ' ' + one.outerHTML.slice(0, 120));
  }
  return wrong;
})()`;

/** What can be pushed aside, moves though its reader wants rest, or would be read out twice. */
export const unrest = `(() => {
  const wrong = [];
  for (const one of document.querySelectorAll('main details')) one.open = true;
  const aside = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  if (aside > 0) wrong.push('pushed aside by ' + aside);
  for (const one of document.getAnimations()) if (one.playState === 'running' && one.effect.getComputedTiming().duration > 1) wrong.push('moves ' + one.effect?.target?.outerHTML.slice(0, 120));
  const regions = [...document.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live]')];
  const texts = regions.map((one) => (one.checkVisibility() ? one.textContent.trim() : '')).filter((text) => text !== '');
  for (const one of regions) if (one.parentElement.closest('[role=status], [role=alert], [role=log], [aria-live]')) wrong.push('within another: ' + one.outerHTML.slice(0, 160));
  if (new Set(texts).size < texts.length) wrong.push('said by two: ' + texts.join(' | '));
  return wrong;
})()`;

/** In Chinese: paragraphs whose last line is a character alone, with the mark after it, or that are of the kinds that `partial('phrases')` writes and yet break within a word. */
export const orphans = `(() => {
  const wrong = [];
  const words = new Intl.Segmenter('zh', { granularity: 'word' });
  const own = (one) => [...one.childNodes].some((node) => (node.nodeType === 3 ? node.data.trim() !== '' : node.className === 'words'));
  for (const one of document.querySelectorAll('main *')) {
    if (!own(one) || getComputedStyle(one).display.startsWith('inline') || !one.checkVisibility() || one.closest('.visually-hidden')) continue;
    const lines = [];
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.parentElement.checkVisibility() || node.parentElement.closest('.visually-hidden')) continue;
      for (let at = 0; at < node.data.length; at += 1) {
        if (/[\\s\\u200b]/.test(node.data[at])) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const box = range.getClientRects()[0];
        if (box === undefined || box.width === 0) continue;
        const last = lines.at(-1);
        if (last && Math.abs(last.bottom - box.bottom) < box.height * 0.6) last.text += node.data[at];
        else lines.push({ bottom: box.bottom, text: node.data[at] });
      }
    }
    const last = lines.at(-1)?.text ?? '';
    if (lines.length > 1 && /^\\p{Script=Han}\\p{P}*$/u.test(last)) wrong.push('alone: ' + lines.at(-2).text + ' / ' + last);
    // a link or a figure within is broken by itself, and an address where it must
    const marked = one.querySelector(':scope > .words') !== null || one.matches('h1, legend, .lede, .notice, .muted, .field__hint, .field__error');
    if (!marked || one.querySelector(':scope > :not(.words)') !== null) continue;
    for (const [at, line] of lines.slice(1).entries()) {
      const before = lines[at].text;
      const cut = [...words.segment(before + line.text)].find(({ index, segment }) => index < before.length && index + segment.length > before.length);
      if (cut && /\\p{Script=Han}{2}/u.test(cut.segment)) wrong.push('within a word: ' + before + ' / ' + line.text);
    }
  }
  return wrong;
})()`;

/** Begins to write down what the regions that speak by themselves say; for `addInitScript`. */
export const listen = `(() => {
  window.spoken = [];
  const region = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest('[role=status], [role=alert], [role=log], [aria-live]');
  new MutationObserver((changes) => {
    const spoke = new Set(changes.map(({ target }) => region(target)).filter((one) => one && one.checkVisibility()));
    for (const one of spoke) if (one.textContent.trim() !== '') window.spoken.push((one.id || one.className) + ': ' + one.textContent.trim());
  }).observe(document, { subtree: true, childList: true, characterData: true });
})()`;
