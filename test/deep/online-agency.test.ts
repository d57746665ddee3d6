import { goesRound } from '../browser/agency-round-trip.ts';

describe('an online agency in browsers, the other way round', function () {
  this.timeout(300_000);
  goesRound([
    { locale: 'zh-CN', script: false },
    { locale: 'en', script: true },
  ]);
});
