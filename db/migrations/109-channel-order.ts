import type { Knex } from 'knex';

/** The check of a column can be changed on neither engine but by another column; the key names it, so the table is made anew. */
async function makeChannels(knex: Knex, kinds: readonly string[]): Promise<void> {
  const columns = ['site', 'kind', 'settings', 'secrets', 'active', 'shared', 'updated_at'];
  const list = columns.join(', ');
  const known = kinds.map((kind) => `'${kind}'`).join(', ');
  await knex.raw(`create table channel_before as select ${list} from channel where kind in (${known})`);
  await knex.schema.dropTable('channel');
  await knex.schema.createTable('channel', (table) => {
    table.text('site').notNullable();
    table
      .text('kind')
      .notNullable()
      .checkIn([...kinds]);
    table.text('settings').notNullable();
    table.text('secrets').notNullable();
    table.boolean('active').notNullable().defaultTo(true);
    table.boolean('shared').notNullable().defaultTo(false);
    table.bigInteger('updated_at').notNullable();
    table.primary(['site', 'kind']);
  });
  await knex.raw('create unique index channel_shared on channel (kind) where shared');
  await knex.raw(`insert into channel (${list}) select ${list} from channel_before`);
  await knex.schema.dropTable('channel_before');
}

/** Sites learn WeChat and the robot of a WeCom group, and in which order they try their channels; a message knows where it goes next. */
export async function up(knex: Knex): Promise<void> {
  await makeChannels(knex, ['webhook', 'aliyun', 'tencent', 'wechat', 'wecom']);
  await knex.schema.createTable('channel_order', (table) => {
    table.text('site').primary();
    // kinds of channels, first to last, as JSON
    table.text('kinds').notNullable();
    table.bigInteger('updated_at').notNullable();
  });
  // [{ channel, recipient }, …] as JSON
  await knex.schema.alterTable('outbox', (table) => table.text('fallbacks'));
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table outbox drop column fallbacks');
  await knex.schema.dropTable('channel_order');
  await makeChannels(knex, ['webhook', 'aliyun', 'tencent']);
}
