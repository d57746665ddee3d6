import type { Locale } from '../../catalogue/words.ts';
import type { HallEvent } from '../hall/hall.ts';

/** One fact of the hall as screens are told it: small, and without a word about who the visitor is. */
export interface HallFact {
  /** the version that it made */
  readonly version: number;
  /** ISO 8601 with the site's offset */
  readonly at: string;
  readonly type: HallEvent['type'];
  /** of the ticket */
  readonly number?: string;
  /** counter code; `label` is what the hall calls it */
  readonly counter?: string;
  readonly label?: string;
  /** of a call: in which its visitor was spoken to, when that is known */
  readonly language?: Locale;
  /** of a call: its visitor is told on a phone */
  readonly onPhone?: true;
  /** calls and recalls so far */
  readonly times?: number;
}
