import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Response } from 'supertest';
import { hashToken } from '../../../server/actions/secrets.ts';
import type { Config } from '../../../server/config.ts';
import type { VisitService } from '../../../server/domain/catalogue/service.ts';
import { theHolder } from '../../../server/domain/staff/actor.ts';
import type { Engine } from '../../../server/store/database.ts';
import { bookCommand } from '../../support/commands.ts';
import { type HallSystem, startSystem } from '../../support/hall-system.ts';
import { there } from '../../support/there.ts';
import { asRead } from '../booking/visitor.ts';
import { type Agent, csrfOf } from '../staff/staff-browser.ts';

/** A branch that acts for enterprises, with a folder of its own for what they upload. */
export interface AgencyDesk {
  readonly hall: HallSystem;
  /** ids of all files that are kept, whole or not */
  files(): Promise<string[]>;
  /** files that lie in the folder of the desk, whatever they are */
  loose(): string[];
  close(): Promise<void>;
}

export async function openDesk(engine: Engine, config: Partial<Config> = {}): Promise<AgencyDesk> {
  const varFolder = mkdtempSync(join(tmpdir(), 'hall-uploads-'));
  const hall = await startSystem({ engine, config: { varFolder, ...config } });
  return {
    hall,
    files: async () => {
      const rows = (await hall.system.database.reader('upload').select('id')) as { id: string }[];
      return rows.map(({ id }) => id);
    },
    loose: () => filesBelow(varFolder),
    close: async () => {
      await hall.close();
      rmSync(varFolder, { recursive: true, force: true });
    },
  };
}

/** Names of all files in a folder and below. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [entry.name] : [],
  );
}

let people = 0;
const slots = ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15', '10:30', '10:45', '11:00', '11:15'];
const renewal: readonly VisitService[] = [{ code: 'RENEW', quantity: 1 }];

/** Whoever holds a booking at the branch, in a browser. */
export class Holder {
  readonly hall: HallSystem;
  readonly agent: Agent;
  readonly id: string;
  readonly reference: string;
  /** the token of the last page that had a form */
  token = '';

  private constructor(hall: HallSystem, id: string, reference: string) {
    this.hall = hall;
    this.agent = hall.agent();
    this.id = id;
    this.reference = reference;
  }

  /** Books with the newest link, and chooses online agency unless told otherwise. */
  static async book(
    hall: HallSystem,
    {
      services = renewal,
      mode = 'online_agency',
      agrees = true,
    }: { services?: readonly VisitService[]; mode?: string; agrees?: boolean } = {},
  ): Promise<Holder> {
    people += 1;
    const id = hall.system.secrets.newId();
    const reference = hall.system.secrets.newReference();
    const token = hall.system.secrets.tokenFor('booking', id);
    const day = 24 + (Math.floor(people / slots.length) % 4);
    const booked = await hall.system.bookings.submit(
      bookCommand({
        id,
        reference,
        services,
        tokenHash: hashToken(token),
        site: 'HZ',
        start: `2026-11-${day}T${slots[people % slots.length]}:00+08:00`,
        mobile: `138${String(10_000_000 + people)}`,
      }),
      { actor: theHolder },
    );
    assert.ok(booked.ok, JSON.stringify(booked));
    const holder = new Holder(hall, id, reference);
    // the secret leaves the address at the first look
    await holder.open(`?token=${token}`);
    await holder.open('');
    const chosen = await holder.post('/handling', { mode });
    assert.equal(chosen.status, 303);
    if (agrees && mode === 'online_agency') assert.equal((await holder.agree()).status, 303);
    return holder;
  }

  async open(part = '/materials'): Promise<Response> {
    const address = `/bookings/${this.reference}${part}`;
    const page = asRead(await this.agent.get(address).set('Accept-Language', 'zh-CN'));
    this.token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? this.token;
    return page;
  }

  async post(part: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
    return this.agent
      .post(`/bookings/${this.reference}${part}`)
      .type('form')
      .set('Accept-Language', 'zh-CN')
      .send({ _csrf: this.token, ...fields });
  }

  /** To documents being uploaded, with the version that the page shows. */
  async agree(): Promise<Response> {
    const page = await this.open();
    const version = /name="agree" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    return this.post('/materials/consent', { agree: version });
  }

  /** As the form of the page does it: with the token in its address. */
  async upload(item: string, bytes: Uint8Array, name = 'scan.pdf', token = this.token): Promise<Response> {
    const own = `/bookings/${this.reference}/documents/${item}?_csrf=${encodeURIComponent(token)}`;
    return this.agent
      .post(own)
      .set('Accept-Language', 'zh-CN')
      .attach('file', Buffer.from(bytes), { filename: name, contentType: 'application/pdf' });
  }

  async submit(): Promise<Response> {
    return this.post('/materials');
  }

  async stored() {
    const { reader } = this.hall.system.database;
    // none before the first document, and none once everything was deleted
    const agency = await reader('agency_case').where({ booking: this.id }).first();
    const documents = await reader('agency_document').where({ booking: this.id }).orderBy('position');
    const booking = there(await reader('booking').where({ id: this.id }).first());
    return { agency, documents, booking };
  }

  /** Templates of the messages since the last look, in the order in which they were written. */
  async told(): Promise<string[]> {
    const rows = (await this.hall.system.database
      .reader('outbox')
      .where({ booking: this.id })
      .whereNotIn('template', ['booked', 'reminder'])
      .orderBy('created_at')
      .select('template')) as { template: string }[];
    return rows.map(({ template }) => template);
  }
}

/** A member of staff at the page of a case. */
export class Reviewer {
  readonly agent: Agent;
  readonly path: string;

  constructor(agent: Agent, { reference }: Holder) {
    this.agent = agent;
    this.path = `/admin/agency/${reference}`;
  }

  async open(): Promise<Response> {
    return this.agent.get(this.path).set('Accept-Language', 'zh-CN');
  }

  /** Sends a form of a page that was opened before, or of the page as it is now. */
  async act(verb: string, fields: Readonly<Record<string, string>> = {}, page?: Response): Promise<Response> {
    const from = page ?? (await this.open());
    const revision = /name="revision" value="(\d+)"/.exec(from.text)?.[1] ?? '0';
    const token = from.text.includes('_csrf') ? csrfOf(from.text) : '';
    return this.agent
      .post(`${this.path}/${verb}`)
      .type('form')
      .set('Accept-Language', 'zh-CN')
      .send({ _csrf: token, revision, ...fields });
  }
}
