import type { Seal } from '../actions/seal.ts';
import { accept, type Outcome, refuse } from '../domain/outcome.ts';
import type { Database } from '../store/database.ts';
import { findChannel } from '../store/message/channel-query.ts';
import { wechatSettings } from './channel-settings.ts';
import type { Post } from './http-call.ts';
import { accepted, readAnswer } from './wechat-api.ts';

/** How a page that is open inside WeChat learns who its holder is to the account of the office (OAuth 2, snsapi_base: nothing else of them). */
export interface WechatLogin {
  /** where WeChat answers with a code, which it sends back to `back`; null: the site has no account in use */
  address(site: string, back: string, state: string): Promise<string | null>;
  /** who that is. Refuses with wechat_refused */
  openid(site: string, code: string): Promise<Outcome<string>>;
}

const authorize = 'https://open.weixin.qq.com/connect/oauth2/authorize';

export function makeWechatLogin({
  database,
  seal,
  post,
  patience,
}: {
  readonly database: Database;
  readonly seal: Seal<'channels'>;
  readonly post: Post;
  /** milliseconds */
  readonly patience: number;
}): WechatLogin {
  const accountOf = async (site: string) => {
    const channel = await findChannel(database.reader, site, 'wechat');
    const settings = wechatSettings.safeParse(channel?.settings);
    const secret = channel === null ? undefined : seal.open(channel.secrets)?.['appSecret'];
    return settings.success && secret !== undefined ? { ...settings.data, secret } : null;
  };
  return {
    async address(site, back, state) {
      const account = await accountOf(site);
      if (account === null) return null;
      const query = new URLSearchParams({
        appid: account.appId,
        redirect_uri: back,
        response_type: 'code',
        scope: 'snsapi_base',
        state,
      });
      return `${authorize}?${query}#wechat_redirect`;
    },
    async openid(site, code) {
      const account = await accountOf(site);
      if (account === null) return refuse('wechat_refused');
      const { endpoint, appId, secret } = account;
      const query = new URLSearchParams({ appid: appId, secret, code, grant_type: 'authorization_code' });
      const url = `${endpoint}/sns/oauth2/access_token?${query}`;
      try {
        const answer = accepted(
          readAnswer(await post({ method: 'GET', url, headers: {}, body: '', patience })),
        );
        const { openid } = answer;
        return typeof openid === 'string' && openid !== '' ? accept(openid) : refuse('wechat_refused');
      } catch {
        // a code that was used, or WeChat away: whoever pressed can press again
        return refuse('wechat_refused');
      }
    },
  };
}
