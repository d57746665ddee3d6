/** Where in a long list to go on: after or before a line that was shown. */
export interface Cursor {
  readonly side: 'after' | 'before';
  readonly id: string;
}
