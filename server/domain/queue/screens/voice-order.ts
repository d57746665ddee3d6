import type { Locale } from '../../catalogue/words.ts';
import type { VoiceOrder } from '../hall/hall-policy.ts';
import type { Sentence, Utterance } from './announcement.ts';
import { madeOf } from './fragments.ts';

export type FragmentSet = 'own' | 'built-in';

export const voiceKinds = ['own', 'device', 'built-in'] as const;
export type VoiceKind = (typeof voiceKinds)[number];

/** What a machine can say. */
export interface VoiceStock {
  readonly has: (set: FragmentSet, fragment: string) => boolean;
  /** whether the machine has a voice for it that people like, or any at all */
  readonly speaks: (language: Locale, how: 'well' | 'somehow') => boolean;
}

export interface Piece {
  readonly set: FragmentSet;
  readonly fragment: string;
}

/** One way to say a sentence: recorded pieces with pauses in milliseconds between them, or words for a voice of the machine. */
export type Saying =
  | { readonly by: 'recording'; readonly said: readonly (Piece | number)[] }
  | {
      readonly by: 'device';
      readonly how: 'well' | 'somehow';
      readonly words: string;
      readonly language: Locale;
    };

/**
 * The ways to say a sentence, the wanted one first. A set is among them only when it has every fragment: no sentence changes its voice in the
 * middle. Last comes what there is of all fragments: a call with a gap is better than none.
 */
export function waysToSay(sentence: Sentence, order: VoiceOrder, stock: VoiceStock): readonly Saying[] {
  const { said, language, words } = sentence;
  if (words === null || language === null) return [pieces(said, stock, order)];
  const ways = order.split(' ').flatMap((voice): readonly Saying[] => {
    if (voice === 'device')
      return stock.speaks(language, 'well') ? [{ by: 'device', how: 'well', words, language }] : [];
    const whole = wholeIn(said, voice as FragmentSet, stock);
    return whole === null ? [] : [{ by: 'recording', said: whole }];
  });
  const somehow: readonly Saying[] = stock.speaks(language, 'somehow')
    ? [{ by: 'device', how: 'somehow', words, language }]
    : [];
  return [...ways, ...somehow, pieces(said, stock, order)];
}

/** Which voice says it so; of pieces of both sets that of the first. Null: none says anything. */
export function voiceOf(saying: Saying): VoiceKind | null {
  if (saying.by === 'device') return 'device';
  return saying.said.find((each) => typeof each === 'object')?.set ?? null;
}

/** The fragments of one set, a phrase that it lacks by the parts that it has; null: it cannot say all. */
function wholeIn(
  said: readonly Utterance[],
  set: FragmentSet,
  stock: VoiceStock,
): readonly (Piece | number)[] | null {
  const found: (Piece | number)[] = [];
  for (const each of said) {
    if (typeof each === 'number' || stock.has(set, each)) {
      found.push(typeof each === 'number' ? each : { set, fragment: each });
      continue;
    }
    const parts = madeOf[each];
    if (parts === undefined) return null;
    for (const part of parts) {
      if (typeof part !== 'number' && !stock.has(set, part)) return null;
      found.push(typeof part === 'number' ? part : { set, fragment: part });
    }
  }
  return found;
}

/** Each fragment from whichever set has it, in the order that is wanted. */
function pieces(said: readonly Utterance[], stock: VoiceStock, order: VoiceOrder): Saying {
  const sets = order.split(' ').filter((voice): voice is FragmentSet => voice !== 'device');
  return {
    by: 'recording',
    said: said.flatMap((each): readonly (Piece | number)[] => {
      if (typeof each === 'number') return [each];
      const set = sets.find((one) => stock.has(one, each));
      return set === undefined ? [] : [{ set, fragment: each }];
    }),
  };
}
