import type { Knex } from 'knex';

/** What a paired display shows and whether it speaks; kiosks keep the defaults. */
const columns = [
  `layout text not null default 'full' check (layout in ('full', 'calls', 'queues'))`,
  `language text not null default 'both' check (language in ('zh-CN', 'en', 'both'))`,
  `voice text not null default 'allowed' check (voice in ('preferred', 'allowed', 'muted'))`,
];

export async function up(knex: Knex): Promise<void> {
  for (const column of columns) await knex.raw(`alter table device add column ${column}`);
}

export async function down(knex: Knex): Promise<void> {
  for (const name of ['voice', 'language', 'layout'])
    await knex.raw(`alter table device drop column ${name}`);
}
