import assert from 'node:assert/strict';
import { confirmDevice } from '../../../server/actions/device/confirm-device.ts';
import { makeDoorTokens } from '../../../server/actions/queue/door-tokens.ts';
import { doorCodeAt } from '../../../server/domain/queue/hall/door-code.ts';
import type { HallPolicy } from '../../../server/domain/queue/hall/hall-policy.ts';
import { raiseCatalogueVersion } from '../../../server/store/catalogue/catalogue-store.ts';
import { paths } from '../../../server/web/paths.ts';
import type { HallSystem } from '../../support/hall-system.ts';
import { somebody } from '../../support/somebody.ts';
import { there } from '../../support/there.ts';

export const site = 'BJ-TSY';
export const doorScreen = paths.number.door(site);

type Agent = ReturnType<HallSystem['agent']>;

/** Settings of a site's hall, as its settings page would save them. */
export async function setHall(
  { system }: Pick<HallSystem, 'system'>,
  code: string,
  policy: Partial<HallPolicy>,
): Promise<void> {
  await system.database.writer.transaction(async (transaction) => {
    const row = transaction('site').where({ code });
    const stored = await row.clone().first('hall');
    const before = JSON.parse(there(stored).hall) as object;
    await row.clone().update({ hall: JSON.stringify({ ...before, ...policy }) });
    await raiseCatalogueVersion(transaction);
  });
  system.catalogueCache.forget();
}

/** The address that the code at this door leads to now. */
export function scanned({ system, clock }: HallSystem, code = site): string {
  const tokens = makeDoorTokens(system.config.sessionSecret);
  return paths.number.enter(tokens.sign(doorCodeAt(code, clock.now())));
}

/** A phone that has just read the code at this door. */
export async function phoneAtTheDoor(hall: HallSystem, code = site): Promise<Agent> {
  const phone = hall.agent();
  const answer = await phone.get(scanned(hall, code));
  assert.equal(answer.headers['location'], paths.number.take(), answer.text);
  return phone;
}

/** A screen at the door that staff have let in. */
export async function pairedDoor(hall: HallSystem): Promise<Agent> {
  const screen = hall.agent();
  const page = await screen.get(`${paths.displayPairing(site)}?door=1`);
  const code = /data-code="(\w{6})"/.exec(page.text)?.[1] ?? '';
  assert.ok((await confirmDevice(hall.system, somebody, { by: { code }, name: '门口小屏' })).ok);
  return screen;
}
