import type { System } from '../../../actions/system.ts';
import { eventLog } from '../../../store/event/event-log-query.ts';
import { formatting } from '../../formatting.ts';
import { parameter } from '../../request/asked.ts';
import { staffZone } from '../../staff/staff-time.ts';
import { adminList, type ListRequest } from '../list/declared-list.ts';

const tags = { sent: 'tag tag--done', queued: 'tag', dead: 'tag tag--stop' } as const;
const mostShown = 500;

/** What one subscriber was told last. */
export const eventLogList = adminList({
  name: 'subscriber-events',
  label: 'settings.subscribers.log',
  empty: { none: 'settings.subscribers.logNone' },
  open: async ({ request }: ListRequest<System>) => ({ subscriber: parameter(request, 'id') }),
  source: ({ system, subscriber }) => eventLog(system.database.writer, subscriber, mostShown),
  columns: ({ page: { t, locale } }) => {
    const { listTime } = formatting(locale, staffZone);
    return [
      {
        key: 'time',
        label: t('settings.subscribers.time'),
        kind: 'figures',
        cell: ({ at }) => ({ text: listTime(at), order: at }),
      },
      { key: 'type', label: t('settings.subscribers.event'), cell: ({ type }) => type },
      { key: 'site', label: t('settings.subscribers.site'), cell: ({ site }) => site },
      {
        key: 'sequence',
        label: t('settings.subscribers.sequence'),
        kind: 'count',
        cell: ({ sequence }) => ({ text: String(sequence), order: sequence }),
      },
      {
        key: 'state',
        label: t('settings.subscribers.state'),
        cell: ({ state }) => ({ text: t(`settings.subscribers.states.${state}`), tag: tags[state] }),
      },
      {
        key: 'attempts',
        label: t('settings.subscribers.attempts'),
        kind: 'count',
        cell: ({ attempts }) => ({ text: String(attempts), order: attempts }),
      },
      {
        key: 'answer',
        label: t('settings.subscribers.answer'),
        // a status of HTTP is no count
        cell: ({ answer }) => (/^\d{3}$/.test(answer ?? '') ? `HTTP ${answer}` : (answer ?? '')),
      },
    ];
  },
});
