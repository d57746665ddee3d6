/** Shows whoever manages a hall, on whatever page of the office they are, that a counter asks for help. */
const every = 5000;
const place = document.querySelector<HTMLElement>('[data-help-calls]');

if (place !== null) watch(place);

function watch(root: HTMLElement): void {
  const { source = '', chime = '', title: warning = '' } = root.dataset;
  const title = document.title;
  const mark = (): string => root.querySelector<HTMLElement>('[data-mark]')?.dataset['mark'] ?? '';
  const callers = (): string[] =>
    [...root.querySelectorAll<HTMLElement>('[data-call]')].map((call) => call.dataset['call'] ?? '');
  let known = callers();

  const tell = (): void => {
    const now = callers();
    document.title = now.length === 0 ? title : `${warning} · ${title}`;
    // browsers keep silent until somebody has touched the page: then what is written has to do
    if (now.some((code) => !known.includes(code))) new Audio(chime).play().catch(() => undefined);
    known = now;
  };
  const show = (html: string): void => {
    const fresh = new DOMParser().parseFromString(html, 'text/html').body;
    if ((fresh.querySelector<HTMLElement>('[data-mark]')?.dataset['mark'] ?? '') === mark()) return;
    const focused = root.contains(document.activeElement);
    root.replaceChildren(...fresh.childNodes);
    if (focused) root.querySelector<HTMLElement>('a')?.focus();
    tell();
  };
  const look = async (): Promise<void> => {
    const answer = await fetch(source, { headers: { Accept: 'text/html' }, cache: 'no-store' });
    if (answer.headers.has('x-help-calls')) show(await answer.text());
  };
  const again = (): void => void look().catch(() => undefined);

  root.addEventListener('submit', (event) => {
    if (!(event.target instanceof HTMLFormElement)) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target) as unknown as Record<string, string>);
    // what became of it is asked for, whatever the answer was
    fetch(event.target.action, { method: 'POST', body, headers: { 'X-Partial': 'console' } }).then(
      again,
      again,
    );
  });
  setInterval(again, every);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) again();
  });
  if (known.length > 0) tell();
}
