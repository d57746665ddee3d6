import type { Translate } from '../../../locales/words.ts';
import type { MonthCost } from '../../../store/message/channel-cost-query.ts';

export interface CostView {
  readonly title: string;
  readonly lines: readonly { readonly channel: string; readonly messages: string; readonly cost: string }[];
}

/** What the channels have sent in a month, and what it cost; null: nothing has been sent by any. Several sites are added up. */
export function costView(month: string, costs: readonly MonthCost[], t: Translate): CostView | null {
  if (costs.length === 0) return null;
  const kinds = [...new Set(costs.map(({ channel }) => channel))];
  const line = (channel: string, of: readonly MonthCost[]): CostView['lines'][number] => ({
    channel,
    messages: String(of.reduce((sum, { messages }) => sum + messages, 0)),
    cost: inYuan(of.reduce((sum, { cost }) => sum + cost, 0)),
  });
  const lines = kinds.map((kind) =>
    line(
      t(`mail.outbox.channels.${kind}`),
      costs.filter(({ channel }) => channel === kind),
    ),
  );
  return {
    title: t('channels.costs.title', { month }),
    lines: lines.length < 2 ? lines : [...lines, line(t('channels.costs.all'), costs)],
  };
}

function inYuan(thousandths: number): string {
  return (thousandths / 1000).toFixed(2);
}
