/** A picture to keep, as what is below each other on it; the thread that draws gets it as it is. */
export interface Picture {
  readonly locale: string;
  readonly blocks: readonly PictureBlock[];
}

export type PictureBlock = TextBlock | CodeBlock | RuleBlock;

interface Placed {
  /** pixels free above it */
  readonly above: number;
}

export interface TextBlock extends Placed {
  readonly kind: 'text';
  readonly text: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly tone?: 'ink' | 'soft' | 'port' | 'stop';
  readonly align?: 'start' | 'middle';
  /** something to tick off, with an empty box before it */
  readonly box?: boolean;
}

/** What a machine reads. */
export interface CodeBlock extends Placed {
  readonly kind: 'code';
  readonly text: string;
}

export interface RuleBlock extends Placed {
  readonly kind: 'rule';
}

/** as wide as a telephone's screen in its own pixels */
export const pictureWidth = 1080;
export const pictureEdge = 72;
