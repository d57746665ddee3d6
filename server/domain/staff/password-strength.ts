import { accept, type Outcome, refuse } from '../outcome.ts';

/** What an estimator says of a password. */
export interface Strength {
  /** decimal logarithm of the guesses that it takes */
  readonly guesses: number;
  /** it follows neighbouring keys */
  readonly walks: boolean;
}

/** Whoever has stolen the hashes tries ten thousand a second: less than this lasts days. */
const enough = 10;

/** What whoever knows this kind of office tries first, in letters without tones. */
export const officeWords: readonly string[] = [
  ...['hall', 'dating', 'office', 'counter', 'chuangkou', 'ukey', 'iccard', 'kapian', 'fakadian', 'paihao'],
  ...['eport', 'chinaport', 'dianzikouan', 'kouan', 'haiguan', 'zhongguohaiguan', 'customs', 'baoguan'],
  ...[
    'beijing',
    'chaoyang',
    'haidian',
    'zhongguancun',
    'fengtai',
    'tongzhou',
    'shunyi',
    'daxing',
    'yizhuang',
  ],
  ...['tianjin', 'shanghai', 'guangzhou', 'shenzhen', 'china', 'zhongguo', 'capital', 'shoudu'],
  ...[
    'admin',
    'guanli',
    'guanliyuan',
    'mima',
    'password',
    'passwd',
    'passw0rd',
    'kouling',
    'login',
    'denglu',
  ],
  ...['welcome', 'huanying', 'gongzuo', 'yuangong', 'zhuguan', 'woaini', 'nihao', 'staff', 'manager'],
];

const longestFirst = [...officeWords].sort((a, b) => b.length - a.length);

/** Whether a password has fewer than four letters besides the words of the office; figures and signs around these do not help. */
export function isOfOfficeWords(password: string): boolean {
  const letters = password.toLowerCase().normalize('NFKC');
  const left = longestFirst.reduce((rest, word) => rest.replaceAll(word, ' '), letters);
  const found = left !== letters;
  return found && left.replace(/[^\p{L}]/gu, '').length < 4 && password.length < 20;
}

/** Refuses with `weak_password`, its `why`: walk or guessed. */
export function checkStrength({ guesses, walks }: Strength): Outcome<null> {
  return guesses >= enough ? accept(null) : refuse('weak_password', { why: walks ? 'walk' : 'guessed' });
}
