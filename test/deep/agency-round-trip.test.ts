import { goesRound } from '../browser/agency-round-trip.ts';

describe('an online agency in browsers', function () {
  this.timeout(300_000);
  goesRound([
    { locale: 'zh-CN', script: true },
    { locale: 'en', script: false },
  ]);
});
