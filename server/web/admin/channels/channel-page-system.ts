import type { ChannelSystem } from '../../../actions/message/edit-channel.ts';
import type { Seal } from '../../../actions/seal.ts';
import type { System } from '../../../actions/system.ts';
import type { Channels } from '../../../messages/channel.ts';

export type ChannelPageSystem = ChannelSystem &
  Pick<System, 'catalogueCache' | 'config' | 'log'> & {
    readonly channels: Channels;
    readonly openids: Seal<'openid'>;
  };
