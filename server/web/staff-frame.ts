/** What the frame around the pages of staff shows, put into the page's context by others. */

export interface AdminMenu {
  readonly groups: readonly {
    readonly heading: string;
    readonly links: readonly { readonly href: string; readonly text: string; readonly current: boolean }[];
  }[];
}

/** Counters that ask for help, in the bar at the top of every page of whoever manages their halls. */
export interface HelpCallsView {
  readonly calls: readonly {
    readonly code: string;
    readonly place: string;
    readonly since: string;
  }[];
  /** how many more than are shown */
  readonly more: number;
  /** differs whenever the view does */
  readonly mark: string;
  readonly form: string;
}
