import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { collectedOfStaff, collectedOfVisitors } from '../../server/domain/privacy/collected.ts';
import { allCalls } from '../../server/web/api/all-calls.ts';
import { openApiDocument } from '../../server/web/api/openapi.ts';
import { detailFields } from '../../server/web/booking/details-form.ts';
import { builtInNotice } from '../../server/web/public/privacy-text.ts';
import { onEveryEngine } from '../support/engines.ts';

const root = resolve(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'server/security/asvs.md'), 'utf8');
const groups = [...collectedOfVisitors, ...collectedOfStaff];
const columns = groups.flatMap((group) => group.columns);

/** Tables that say nothing of any person, whatever their columns are called. */
const impersonal = new Set([
  // settings that the office publishes
  ...['channel_cost', 'channel_order', 'event_subscriber', 'event_sequence', 'event_delivery'],
  ...['calendar_year', 'catalogue_change', 'catalogue_version', 'channel', 'city', 'counter', 'link'],
  ...['material', 'message_text', 'reason_text'],
  ...['notice', 'opening_session', 'part_closure', 'partner_outlet', 'privacy_notice', 'question', 'queue'],
  ...[
    'service',
    'service_material',
    'site',
    'site_exception',
    'site_service',
    'site_text',
    'recording',
    'wall_picture',
  ],
  // machines and the work of the program
  ...[
    'api_key',
    'heartbeat',
    'job_run',
    'audit_day',
    'audit_link',
    'spent_work',
    'spent_challenge',
    'floor_alarm',
  ],
  // sums, plans and figures
  ...[
    'day_fold',
    'month_fold',
    'day_tally',
    'booking_unindexed',
    'recorded_day',
    'planned_staffing',
    'staffing_warning',
    'hall_day',
    'queue_change',
  ],
]);

/** Columns that sound like a person in tables that have one, and are none. */
const none = new Set([
  'agency_document.file_kind',
  'agency_document.file_size',
  'device.name',
  'device.language',
  'outbox.refused_code',
  'rating_case.answered_at',
  'hall_event.type',
  'agency_event.type',
  'hall_counter.pause_reason',
  'report_subscription.files',
]);
const personal =
  /name|mobile|mail|phone|address|agent|code$|contact|note$|text|words|reason|cause|answer|file|bytes|network|browser|recipient|parameters|before|after|actor|staff|data$|locale|language|consent|version$|services|ticks|subject|account|secret|badge|role|sites|score|token/;
/** Of rows, not of people: a counter of changes, how a row is found. */
const ofTheRow = new Set([
  'booking.limit_key',
  'waitlist_entry.token_hash',
  'booking.token_hash',
  'device.code',
]);
const versions = /^(hall_event|staff|hall_day)\.(version|revision)$/;

onEveryEngine('what is collected of a person', (open) => {
  const existing = async (): Promise<string[]> => {
    const { reader, engine } = open();
    const rows =
      engine === 'sqlite'
        ? await reader('sqlite_master as t')
            .joinRaw('join pragma_table_info(t.name) as c')
            .where('t.type', 'table')
            .select({ table: 't.name', column: 'c.name' })
        : await reader('information_schema.columns')
            .where({ table_schema: 'public' })
            .select({ table: 'table_name', column: 'column_name' });
    return (rows as { table: string; column: string }[])
      .filter(({ table }) => !/^(knex_|sqlite_|socket_io_|booking_names)/.test(table))
      .map(({ table, column }) => `${table}.${column}`);
  };

  it('is stored where the list says, and every table has a place in it or says nothing of anybody', async () => {
    const there = new Set(await existing());
    for (const column of columns) assert.ok(there.has(column), `${column} is listed and not there`);
    const known = new Set(columns.map((column) => column.split('.')[0] ?? ''));
    const unknown = [...there]
      .map((column) => column.split('.')[0] ?? '')
      .filter((table) => !known.has(table) && !impersonal.has(table));
    assert.deepEqual([...new Set(unknown)].sort(), [], 'put them into server/domain/privacy/collected.ts');
  });

  it('has every column that sounds like a person in a group', async () => {
    const listed = new Set(columns);
    const missing = (await existing()).filter(
      (column) =>
        !impersonal.has(column.split('.')[0] ?? '') &&
        personal.test(column.split('.')[1] ?? '') &&
        !listed.has(column) &&
        !none.has(column) &&
        !ofTheRow.has(column) &&
        !versions.test(column),
    );
    assert.deepEqual(missing.sort(), []);
  });
});

describe('the list of what is collected', () => {
  const fields = new Set<string>(groups.flatMap((group) => group.fields));

  it('has every field of the forms and calls in which people say who they are', () => {
    for (const field of detailFields) assert.ok(fields.has(field), field);
    const inBodies = new Set<string>();
    const walk = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      for (const [name, inner] of Object.entries(schema)) {
        if (name === 'properties') for (const field of Object.keys(inner as object)) inBodies.add(field);
        walk(inner);
      }
    };
    const document = openApiDocument(allCalls) as unknown as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly requestBody?: unknown }>>>>;
      readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
    };
    const bodies = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ requestBody }) => requestBody),
    );
    walk(bodies);
    const named = [...JSON.stringify(bodies).matchAll(/#\/components\/schemas\/(\w+)/g)];
    for (const [, name = ''] of named) walk(document.components.schemas[name]);
    assert.ok(inBodies.size > 10, String(inBodies.size));
    const unknown = [...inBodies].filter(
      (field) =>
        /name|mobile|mail|phone|code$|contact|note|reason|answer|language|consent|score/i.test(field) &&
        !fields.has(field),
    );
    // of a service or a counter
    assert.deepEqual(unknown.filter((field) => field !== 'code').sort(), []);
  });

  it('has every cookie that the program sets', () => {
    const set = new Set<string>();
    for (const path of readdirSync(join(root, 'server/web'), { recursive: true, encoding: 'utf8' }))
      if (path.endsWith('.ts'))
        for (const [, name = ''] of readFileSync(join(root, 'server/web', path), 'utf8').matchAll(
          /(?:(?:hostCookie|pathCookie|tokens)\([\w.]+, |\bcookie: )'([^']+)'/g,
        ))
          set.add(name);
    const listed = new Set<string>(groups.flatMap((group) => group.cookies));
    // of a machine, which belongs to nobody
    assert.deepEqual(
      [...set].filter((name) => !listed.has(name)),
      ['kiosk-print'],
    );
    assert.ok(set.size >= 15, [...set].join());
  });

  it('is what the privacy notice says, in both languages, a line for each group', () => {
    for (const locale of ['zh-CN', 'en'] as const) {
      const lines = builtInNotice(locale)
        .split('\n')
        .filter((line) => line.startsWith('- '));
      assert.equal(lines.length, collectedOfVisitors.length);
      assert.equal(new Set(lines).size, lines.length);
    }
  });

  it('has a line on the page of standards for each group, that names every column and cookie', () => {
    for (const { key, columns: own, cookies } of groups) {
      const line = page.split('\n').find((each) => each.startsWith(`| ${key} |`));
      assert.ok(line !== undefined, key);
      assert.equal(line.split('|').length, 9, `${key}: fields, purpose, basis, period, shown, who, deletion`);
      for (const column of own) {
        const [table = '', name = ''] = column.split('.');
        assert.match(line, new RegExp(`\`${table}\`[^;|]*\\b${name}\\b`), `${key} ${column}`);
      }
      for (const cookie of cookies) assert.ok(line.includes(`\`${cookie}\``), `${key} ${cookie}`);
    }
  });
});
