import type { RequestHandler } from 'express';
import type { System } from '../../actions/system.ts';
import type { CounterState } from '../../domain/queue/hall/hall.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { boardMaker } from '../../realtime/current-board.ts';
import { currentStaff } from '../middleware/staff-session.ts';
import { pageContext } from '../page-context.ts';
import { type Page, renderPage } from '../render-page.ts';

export interface ChooseView {
  readonly name: string;
  readonly mayManage: boolean;
  readonly sites: readonly {
    readonly name: string;
    readonly waiting: number;
    readonly counters: readonly {
      readonly code: string;
      readonly label: string;
      readonly queues: string;
      readonly state: CounterState['state'];
      /** opened by whoever reads this */
      readonly own: boolean;
    }[];
  }[];
}

const page: Page<ChooseView> = {
  template: 'counter/choose',
  layout: 'staff',
  surface: 'counter',
  title: (_view, { t }) => t('common.titleEnd', { title: t('counter.choose.title') }),
};

export function chooseCounter(system: System): RequestHandler {
  return async (_request, response) => {
    const staff = currentStaff(response.req);
    const { locale } = pageContext(response.req);
    const its = [...(await system.catalogue()).sites.values()].filter(
      (site) => site.counters.length > 0 && mayWorkAt(staff, site.code),
    );
    const sites = await Promise.all(
      its.map(async (site) => {
        const hall = await boardMaker(system).hallOf(site);
        return {
          name: site.name[locale],
          waiting: [...hall.tickets.values()].filter(({ state }) => state === 'waiting').length,
          counters: site.counters.map(({ code, label, queues }) => {
            const now = hall.counters.get(code);
            const names = site.queues.filter(({ id }) => queues.includes(id)).map(({ name }) => name[locale]);
            return {
              code,
              label,
              queues: names.join(locale === 'en' ? ', ' : '、'),
              state: now?.state ?? 'closed',
              own: now?.staff === staff.id && now.state !== 'closed',
            };
          }),
        };
      }),
    );
    renderPage(response, page, {
      name: staff.name,
      mayManage: isPermitted(staff.role, 'hall.manage'),
      sites,
    });
  };
}
