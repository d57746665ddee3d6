import type { DeclaredPage } from '../../declared-page.ts';
import { renderPage } from '../../render-page.ts';
import { adminPage } from '../admin-page.ts';
import type { AdminList, ListFrame } from './declared-list.ts';
import type { Filters } from './filters.ts';
import type { ListView } from './list-view.ts';
import { type ListSystem, showList } from './show-list.ts';

export interface ListPageView extends Required<ListFrame> {
  readonly list: ListView;
}

const page = adminPage<ListPageView>('admin/list', ({ heading }) => heading);

/** A page that is a list under its heading: how it is answered, and the list itself. */
export function listPage<
  Needs extends ListSystem,
  More extends object,
  Named extends Filters,
  Item,
  Order extends string,
>(list: AdminList<Needs, More, Named, Item, Order>): Required<Pick<DeclaredPage<Needs>, 'get' | 'lists'>> {
  return {
    lists: [list],
    get: (system) => async (request, response) => {
      const shown = await showList(list, system, request, response);
      if (shown === null) return;
      const frame = list.frame?.(shown.context) ?? { heading: shown.list.label };
      renderPage(response, page, {
        ...{ lede: '', crumbs: [], tabs: [], actions: [] },
        ...frame,
        list: shown.list,
      });
    },
  };
}
