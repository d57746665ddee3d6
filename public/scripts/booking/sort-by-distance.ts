import { distance, type Position, saidKilometres } from '../../../server/domain/catalogue/distance.ts';

/** where the visitor is, once they let the browser say so; it stays in this page and is sent nowhere */
let here: Position | null = null;

/** Asks the browser where it is when the button is pressed, never before, and sorts the offices of each city by how far they are. */
export function offerDistance(): void {
  showButton();
  document.addEventListener('click', (event) => {
    const button =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-distance]') : null;
    if (button === null) return;
    say(button.dataset['asking']);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => {
        here = { latitude, longitude };
        sortByDistance();
        say(button.dataset['sorted']);
      },
      ({ code, PERMISSION_DENIED }) =>
        say(code === PERMISSION_DENIED ? button.dataset['refused'] : button.dataset['failed']),
      { maximumAge: 300_000, timeout: 15_000 },
    );
  });
}

/** Again after the offices were drawn anew. */
export function keepDistance(): void {
  showButton();
  if (here !== null) sortByDistance();
}

function showButton(): void {
  const button = document.querySelector<HTMLElement>('[data-distance]');
  // the browser tells no page that has not come over TLS
  if (button !== null && window.isSecureContext && 'geolocation' in navigator) button.hidden = here !== null;
}

function say(text: string | undefined): void {
  const said = document.getElementById('distance-said');
  if (said !== null) said.textContent = text ?? '';
}

function sortByDistance(): void {
  const button = document.querySelector<HTMLElement>('[data-distance]');
  for (const city of document.querySelectorAll('.city')) {
    const offices = [...city.querySelectorAll<HTMLElement>('.office')].map((office) => ({
      office,
      metres: metresTo(office),
    }));
    for (const { office, metres } of offices) {
      const line = office.querySelector<HTMLElement>('.office__distance');
      if (line === null || metres === null) continue;
      line.textContent = (button?.dataset['pattern'] ?? '').replace('{km}', String(saidKilometres(metres)));
      line.hidden = false;
    }
    // those of which nobody knows where they are stay last, in the order that they had
    offices.sort((a, b) => (a.metres ?? Infinity) - (b.metres ?? Infinity) || 0);
    for (const { office } of offices) city.append(office);
  }
}

function metresTo({ dataset: { latitude, longitude } }: HTMLElement): number | null {
  if (here === null || latitude === undefined || longitude === undefined) return null;
  return distance(here, { latitude: Number(latitude), longitude: Number(longitude) });
}
