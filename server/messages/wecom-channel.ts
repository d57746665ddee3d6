import type { StoredMessage } from '../store/message/outbox-row.ts';
import { type Channel, DeliveryError } from './channel.ts';
import type { WecomSettings } from './channel-settings.ts';
import type { Post } from './http-call.ts';
import { shortMessage } from './short-message.ts';
import { spokenVisit } from './spoken-visit.ts';
import { accepted, readAnswer } from './wechat-api.ts';
import type { WordingContext } from './wording-context.ts';

export interface WecomParts {
  readonly key: string;
  readonly wordingContext: WordingContext;
  readonly post: Post;
  /** milliseconds */
  readonly patience: number;
}

/** A post has 4,096 bytes, and Chinese three for each sign: eight sentences of so many signs. */
export const sentencesOfPost = 8;
const longestSentence = 160;

/** The robot of a WeCom group: what is due is one post, because a robot may make twenty in a minute. */
export function wecomChannel(settings: WecomSettings, parts: WecomParts): Channel {
  const { key, wordingContext, post, patience } = parts;
  const sentence = async (message: StoredMessage, now: number): Promise<string> => {
    const spoken = await spokenVisit(message, wordingContext, now);
    const { text } = shortMessage(message, spoken);
    const signs = [...text.replace(/\s+/g, ' ')];
    const cut = signs.length > longestSentence ? `${signs.slice(0, longestSentence - 1).join('')}…` : text;
    return `> ${cut.replace(/\s+/g, ' ')}`;
  };
  const sendTogether = async (messages: readonly StoredMessage[], now: number): Promise<string> => {
    const content = (await Promise.all(messages.map((message) => sentence(message, now)))).join('\n');
    const body =
      settings.form === 'markdown'
        ? { msgtype: 'markdown', markdown: { content } }
        : { msgtype: 'text', text: { content: content.replace(/^> /gm, '') } };
    const answer = await post({
      url: `${settings.endpoint}/cgi-bin/webhook/send?key=${encodeURIComponent(key)}`,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      patience,
    });
    if (answer.status === 429) throw new DeliveryError('429');
    accepted(readAnswer(answer));
    return 'OK';
  };
  return { send: (message, now) => sendTogether([message], now), sendTogether };
}
