import assert from 'node:assert/strict';
import { signAliyun } from '../../server/messages/aliyun-signature.ts';
import { signTencent } from '../../server/messages/tencent-signature.ts';

describe('signatures of SMS providers', () => {
  it('Aliyun’s own example of ACS3-HMAC-SHA256 is signed as its documentation says', () => {
    const { headers } = signAliyun({
      action: 'RunInstances',
      version: '2014-05-26',
      host: 'ecs.cn-shanghai.aliyuncs.com',
      query: { ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd', RegionId: 'cn-shanghai' },
      accessKeyId: 'YourAccessKeyId',
      accessKeySecret: 'YourAccessKeySecret',
      nonce: '3156853299f313e23d1673dc12e1703d',
      now: Date.parse('2023-10-26T10:22:32Z'),
    });
    assert.match(
      headers['authorization'] ?? '',
      /Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0$/,
    );
  });

  it('Tencent’s own example of TC3-HMAC-SHA256 is signed as its documentation says', () => {
    const headers = signTencent({
      service: 'cvm',
      host: 'cvm.tencentcloudapi.com',
      action: 'DescribeInstances',
      body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
      secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
      secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
      now: 1_551_113_065_000,
    });
    assert.match(
      headers['authorization'] ?? '',
      /Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168$/,
    );
  });
});
