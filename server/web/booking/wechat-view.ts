import type { Request } from 'express';
import type { System } from '../../actions/system.ts';
import { findChannel } from '../../store/message/channel-query.ts';
import { wechatOf } from '../../store/message/wechat-query.ts';
import { paths } from '../paths.ts';
import type { Held } from './holder-page.ts';

/** What the page of a booking says of WeChat. */
export interface WechatView {
  readonly on: boolean;
  /** leads to WeChat and back; it is a link, because forms may lead nowhere but to us */
  readonly href: string;
}

/** Null: the office has no account, or the page is not open inside WeChat and nobody has asked to be told there. */
export async function wechatView(
  { database }: Pick<System, 'database'>,
  { booking }: Held,
  inWechat: boolean,
): Promise<WechatView | null> {
  const href = paths.booking.wechat(booking.reference);
  if ((await findChannel(database.reader, booking.site, 'wechat')) === null) return null;
  // what was pressed a moment ago must be there
  const on = (await wechatOf(database.writer, booking.id)) !== null;
  return on || inWechat ? { on, href } : null;
}

/** The browser inside WeChat, which opens no file of a calendar and saves a picture only that is held down. */
export function isInWechat(request: Request): boolean {
  return /\bMicroMessenger\b/i.test(request.get('User-Agent') ?? '');
}
