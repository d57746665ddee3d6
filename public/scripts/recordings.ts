import type { HallPolicy } from '../../server/domain/queue/hall/hall-policy.ts';
import type { SoundAddresses } from '../../server/domain/queue/screens/display-settings.ts';
import { Speaker } from './display/speaker.ts';

const example = { key: 'example', number: 'A128', label: '12', times: 1 };
const button = document.getElementById('try');
let speaker: Speaker | null = null;

button?.addEventListener('click', async () => {
  speaker ??= new Speaker({
    sounds: JSON.parse(button.dataset['sounds'] ?? '') as SoundAddresses,
    speech: { ...(JSON.parse(button.dataset['speech'] ?? '{}') as HallPolicy['speech']), times: 1 },
    calling: 'voice',
    stands: () => true,
    takenBack: () => false,
    changed: () => undefined,
  });
  await speaker.enable();
  speaker.say(example);
});
