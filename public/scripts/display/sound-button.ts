import type { DisplaySettings } from '../../../server/domain/queue/screens/display-settings.ts';
import type { AnnouncedCall } from '../../../server/domain/queue/screens/followed-board.ts';
import { lineOf } from '../../../server/domain/queue/screens/hall-screen.ts';
import type { ScreenReport } from '../../../server/realtime/events.ts';
import { put } from './frame.ts';
import { Speaker, type SpeakerParts } from './speaker.ts';

/** after a break of the link the server says soon who speaks; if it does not, what it said last holds */
const patience = 3000;

export interface Sound {
  say(call: AnnouncedCall): void;
  state(): Pick<ScreenReport, 'sound' | 'saidBy'>;
  /** the server's decision; null: the link has gone, so it may have decided anew */
  decided(speaks: boolean | null): void;
}

/** The voice of a display, and the button that shows whether it can be heard. */
export function openSound(
  { sounds, speech, calling, frame, language, muted }: DisplaySettings,
  { stands, takenBack, changed }: Pick<SpeakerParts, 'stands' | 'takenBack' | 'changed'>,
): Sound {
  const button = document.getElementById('sound') as HTMLButtonElement | null;
  const silent = muted || new URLSearchParams(location.search).get('sound') === 'off';
  const broken = typeof AudioContext === 'undefined';
  const tell = (words: keyof typeof frame | null, canClick = false): void => {
    if (button === null) return;
    button.hidden = words === null;
    button.disabled = !canClick;
    if (words !== null) put(button, lineOf(frame[words], {}, language));
    button.classList.toggle('sound-off--staff', words === 'soundElsewhere' || words === 'soundQuiet');
  };
  if (silent || broken) {
    tell(silent ? 'soundOff' : 'soundBroken');
    return { say: () => undefined, state: () => ({ sound: 'off' }), decided: () => undefined };
  }
  const role = new Role((call) => speaker.say(call));
  const show = (): void => {
    if (speaker.blocked) tell('enableSound', true);
    else tell(calling === 'silent' ? 'soundQuiet' : role.speaks === false ? 'soundElsewhere' : null);
  };
  const speaker = new Speaker({
    sounds,
    speech,
    calling,
    stands,
    takenBack,
    changed: () => {
      show();
      changed();
    },
  });
  const enable = (): void => {
    if (speaker.blocked) speaker.enable().catch(() => undefined);
  };
  button?.addEventListener('click', enable);
  // any touch of the machine will do
  for (const touch of ['pointerup', 'keydown'] as const) document.addEventListener(touch, enable);
  show();
  return {
    say: (call) => role.say(call),
    state: () => {
      const { saidBy } = speaker;
      if (speaker.blocked) return { sound: 'blocked' };
      if (role.speaks !== true) return { sound: 'other' };
      return saidBy === null ? { sound: 'on' } : { sound: 'on', saidBy };
    },
    decided: (speaks) => {
      role.decide(speaks);
      show();
      if (speaks !== null) changed();
    },
  };
}

/** Whether this screen is the one that speaks. Calls that come while that is being decided wait for it. */
class Role {
  /** null: never told */
  speaks: boolean | null = null;
  #decided = false;
  #waiting: AnnouncedCall[] = [];
  readonly #speak: (call: AnnouncedCall) => void;

  constructor(speak: (call: AnnouncedCall) => void) {
    this.#speak = speak;
  }

  decide(speaks: boolean | null): void {
    this.#decided = speaks !== null;
    if (speaks === null) return;
    this.speaks = speaks;
    this.#act();
  }

  say(call: AnnouncedCall): void {
    this.#waiting.push(call);
    if (this.#decided) this.#act();
    else setTimeout(() => this.#act(), patience);
  }

  #act(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    if (this.speaks === true) for (const call of waiting) this.#speak(call);
  }
}
