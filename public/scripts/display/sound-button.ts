import type { DisplaySettings } from '../../../server/domain/queue/display-settings.ts';
import { lineOf } from '../../../server/domain/queue/hall-screen.ts';
import type { ScreenReport } from '../../../server/realtime/events.ts';
import { put } from './frame.ts';
import { becomeSpeaker } from './one-speaker.ts';
import { Speaker } from './speaker.ts';

export interface Sound {
  say: Speaker['say'];
  readonly state: () => ScreenReport['sound'];
}

/** The voice of a display, and the button that shows whether it can be heard. */
export function openSound({ site, sounds, speech, frame, language }: DisplaySettings): Sound {
  const button = document.getElementById('sound') as HTMLButtonElement | null;
  const silent = new URLSearchParams(location.search).get('sound') === 'off';
  const broken = Object.keys(sounds).length === 0 || typeof AudioContext === 'undefined';
  const tell = (words: keyof typeof frame | null, canClick = false): void => {
    if (button === null) return;
    button.hidden = words === null;
    button.disabled = !canClick;
    if (words !== null) put(button, lineOf(frame[words], {}, language));
  };
  if (silent || broken) {
    tell(silent ? 'soundOff' : 'soundBroken');
    return { say: () => undefined, state: () => 'off' };
  }
  const show = (): void => {
    const state = stateOf();
    if (state === 'blocked') tell('enableSound', true);
    else tell(state === 'other' ? 'soundElsewhere' : null);
  };
  const maySpeak = becomeSpeaker(site, () => show());
  const speaker = new Speaker({ sounds, speech, maySpeak, changed: () => show() });
  const stateOf = (): ScreenReport['sound'] => {
    if (!maySpeak()) return 'other';
    return speaker.blocked ? 'blocked' : 'on';
  };
  const enable = (): void => void speaker.enable().catch(() => undefined);
  button?.addEventListener('click', enable);
  // any touch of the machine will do
  for (const touch of ['pointerup', 'keydown'] as const) document.addEventListener(touch, enable);
  show();
  return { say: (call) => speaker.say(call), state: stateOf };
}
