import type { RequestHandler } from 'express';
import { unattendedIn } from '../../actions/queue/unattended.ts';
import type { System } from '../../actions/system.ts';
import { clerkAt } from '../../domain/queue/hall/counter-clerk.ts';
import type { CounterState } from '../../domain/queue/hall/hall.ts';
import { isPermitted, mayWorkAt } from '../../domain/staff/permissions.ts';
import { boardMaker } from '../../realtime/current-board.ts';
import { staffNames } from '../../store/staff/staff-query.ts';
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
      /** whoever reads this works there */
      readonly own: boolean;
      /** the colleague who works there; null: nobody, or the reader */
      readonly clerk: string | null;
      /** its clerk is gone */
      readonly away: boolean;
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
        const clerks = [...hall.counters.values()].flatMap((state) => clerkAt(state) ?? []);
        const clerkNames = await staffNames(system.database.reader, clerks);
        const away = await unattendedIn(system, hall);
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
              own: clerkAt(now) === staff.id,
              clerk: clerkAt(now) === staff.id ? null : (clerkNames.get(clerkAt(now) ?? '') ?? null),
              away: away.some((left) => left.counter === code),
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
