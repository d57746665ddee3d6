import { io } from 'socket.io-client';
import type { Dice } from '../../forecast/dice.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import type { Secret } from './callers.ts';
import { wildText, wildValue } from './wild-values.ts';

const site = 'BJ-TSY';
/** Packets of the sockets as they go over the wire, none of them whole. */
const raw = [
  ...['', '2', '2[', '2["sync"', '2{}', '2[]', '2[1]', '2["connect"]', '2["disconnect"]', '51-["sync"]'],
  ...['9', '/hall,2["sync"]', '2/hall,["sync"]', '2/hall,["sync",{"_placeholder":true,"num":5}]'],
  ...['0/hall,{"site":', '0/other,', '2/hall,["__proto__",{}]', '3/hall,99["x"]', '1/hall,', '4/hall,"x"'],
];

/** Joins both namespaces with right and wild claims and says right and wild things there. Answers what was heard that must not be. */
export async function fuzzFrames(
  hall: HallSystem,
  { dice, secrets, wanted }: { dice: Dice; secrets: readonly Secret[]; wanted: number },
): Promise<{ readonly frames: number; readonly faults: readonly string[] }> {
  const faults = new Set<string>();
  let frames = 0;
  while (frames < wanted) {
    const namespace = dice.chance(0.8) ? '/hall' : dice.pick(['/counter', '/', '/other', '/__proto__']);
    const auth = dice.chance(0.8) ? { site } : { site: wildValue(dice), key: wildValue(dice) };
    const socket = io(`${hall.url}${namespace}`, {
      auth: auth as Record<string, unknown>,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    const hear = (...heard: unknown[]): void => {
      const text = JSON.stringify(heard);
      for (const secret of secrets)
        if (text.includes(secret.text)) faults.add(`a socket was told ${secret.what}`);
    };
    socket.onAny(hear);
    const joined = await new Promise<boolean>((resolve) => {
      socket.on('connect', () => resolve(true));
      socket.on('connect_error', () => resolve(false));
      socket.io.on('close', () => resolve(false));
    });
    frames += 1;
    if (joined) {
      for (let said = dice.whole(2, 12); said > 0 && socket.connected; said -= 1) {
        frames += 1;
        if (dice.chance(0.2)) socket.io.engine.write(dice.pick(raw));
        else socket.emit(dice.pick(['sync', 'screen:seen', 'screen:left', 'board', 'x']), ...saying(dice));
      }
    }
    socket.close();
  }
  return { frames, faults: [...faults] };
}

function saying(dice: Dice): unknown[] {
  if (dice.chance(0.3)) return Array.from({ length: dice.whole(0, 3) }, () => wildValue(dice));
  const report: Record<string, unknown> = { id: 'screen-1', kind: 'display', version: 1, sound: 'on' };
  for (const name of Object.keys(report)) if (dice.chance(0.3)) report[name] = wildValue(dice);
  if (dice.chance(0.1)) report[wildText(dice)] = wildValue(dice);
  return [report];
}
