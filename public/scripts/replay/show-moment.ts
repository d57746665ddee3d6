import type {
  CounterLine,
  MomentLines,
  QueueLine,
  ReplayWords,
} from '../../../server/domain/queue/replay/moment-lines.ts';

/** Writes a moment into the page, where the page itself has written another one. */
export function showMoment(root: HTMLElement, lines: MomentLines, time: string, words: ReplayWords): void {
  write(root, '[data-time]', time);
  write(root, '[data-waiting]', lines.waiting);
  write(root, '[data-longest]', lines.longest);
  write(root, '[data-served]', lines.served);
  write(root, '[data-hall]', lines.hall);
  const hall = root.querySelector<HTMLElement>('[data-hall]');
  if (hall !== null) hall.hidden = lines.hall === '';
  each(root, '[data-counters] > li', (element, index) => showCounter(element, lines.counters[index]));
  each(root, '[data-queues] > section', (element, index) => showQueue(element, lines.queues[index], words));
  showAlarms(root, lines.alarms, words);
}

function showCounter(element: HTMLElement, line: CounterLine | undefined): void {
  if (line === undefined) return;
  element.dataset['look'] = line.look;
  write(element, '[data-ticket]', line.ticket);
  write(element, '[data-state]', line.state);
  write(element, '[data-since]', line.since);
}

function showQueue(element: HTMLElement, line: QueueLine | undefined, words: ReplayWords): void {
  if (line === undefined) return;
  write(element, '[data-count]', line.count);
  write(element, '[data-more]', line.people.length === 0 ? words.nobody : line.more);
  each(element, 'li', (place, index) => {
    const one = line.people[index];
    place.hidden = one === undefined;
    write(place, 'b', one?.number ?? '');
    write(place, 'span', one?.waited ?? '');
  });
}

function showAlarms(root: HTMLElement, alarms: readonly string[], words: ReplayWords): void {
  const list = root.querySelector<HTMLElement>('[data-alarms]');
  const texts = alarms.length === 0 ? [words.noAlarms] : alarms;
  if (list === null || [...list.children].map((one) => one.textContent).join('\n') === texts.join('\n'))
    return;
  list.replaceChildren(
    ...texts.map((text) => {
      const line = document.createElement('li');
      line.textContent = text;
      if (alarms.length > 0) line.className = 'replay-alarms__one';
      return line;
    }),
  );
}

function each(
  root: HTMLElement,
  selector: string,
  show: (element: HTMLElement, index: number) => void,
): void {
  for (const [index, element] of [...root.querySelectorAll<HTMLElement>(selector)].entries())
    show(element, index);
}

/** What has not changed is not touched: reading aloud and selecting go on. */
function write(root: HTMLElement, selector: string, text: string): void {
  const element = root.querySelector<HTMLElement>(selector);
  if (element !== null && element.textContent !== text) element.textContent = text;
}
