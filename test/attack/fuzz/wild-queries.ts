import type { Dice } from '../../forecast/dice.ts';
import { wildPart } from './wild-values.ts';

/** How a parameter is spelt that no form of ours spells so. */
const spellings: readonly ((name: string, value: string, dice: Dice) => string)[] = [
  // what comes once by every form of ours comes twice: a list where a text is expected
  (name, value) => `${name}=${value}&${name}=${value}`,
  (name, value, dice) => `${name}=${value}&${name}=${wildPart(dice)}`,
  (name, value) => `${name}[]=${value}`,
  (name, value) => `${name}[a]=${value}&${name}[b][c]=1`,
  (name, value) => `${name}[0]=${value}&${name}=${value}`,
  (name) => name,
  (name) => `${name}=`,
  (_name, value) => `=${value}`,
  (name) => `${name}=${'y'.repeat(5000)}`,
  (name, _value, dice) =>
    `${name}=${dice.pick(['%', '%f', '%ff', '%zz', '%00', 'a%00b', '%ED%A0%80', '%C0%AF', '+', ';'])}`,
  (name, value) => `%${name}=${value}`,
  (name, value) => `${name}.${name}=${value}&__proto__[${name}]=1&constructor=${value}`,
];

/** A pair of an address or a form, mostly as pages send it. `share`: how much of it is not. */
export function pair(dice: Dice, name: string, value: string, share: number): string {
  return dice.chance(share) ? dice.pick(spellings)(name, value, dice) : `${name}=${value}`;
}

/** Every spelling of one parameter, the badly encoded ones too. */
export function everySpelling(name: string, value: string, dice: Dice): readonly string[] {
  return spellings.map((spell) => spell(name, value, dice));
}
