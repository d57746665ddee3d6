/**
 * The secret link of a page, to be kept or handed on: its address has none, so whoever copies that hands on nothing. Shown only when it is
 * opened, so that it does not lie on every screen.
 */
export interface OwnLinkView {
  /** complete, with host */
  readonly href: string;
}
