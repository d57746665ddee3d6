/**
 * Run in a page: columns that nobody sees are there, and fields that a bar at the edge lies over while they are typed in. A table that is
 * wider than its frame shows a shadow at the side on which it goes on, and can be moved with the keyboard.
 */
export const narrowFaults = `(() => {
  const wrong = [];
  for (const head of document.querySelectorAll('main thead th')) {
    const { display, visibility } = getComputedStyle(head);
    if (head.closest('details:not([open])') === null && (display === 'none' || visibility === 'hidden'))
      wrong.push('no column ' + head.textContent.trim());
  }
  for (const table of document.querySelectorAll('main table')) {
    const frame = table.parentElement;
    if (table.getBoundingClientRect().width <= frame.clientWidth + 1) continue;
    const { overflowX, backgroundImage } = getComputedStyle(frame);
    if (!/auto|scroll/.test(overflowX) || !backgroundImage.includes('gradient') || frame.tabIndex !== 0)
      wrong.push('a wide table without a cue: ' + table.textContent.trim().slice(0, 40));
  }
  const bars = [...document.querySelectorAll('main *')].filter((one) => getComputedStyle(one).position === 'sticky');
  if (bars.length > 0)
    for (const field of document.querySelectorAll('main form :is(input:not([type=hidden]), select, textarea)')) {
      if (field.disabled || field.getClientRects().length === 0) continue;
      field.focus({ focusVisible: true });
      const { top, bottom } = field.getBoundingClientRect();
      for (const bar of bars) {
        const over = bar.getBoundingClientRect();
        if (!bar.contains(field) && over.height > 0 && top < over.bottom - 1 && bottom > over.top + 1)
          wrong.push(field.name + ' lies below ' + bar.className);
      }
    }
  return [...new Set(wrong)].slice(0, 5);
})()`;
