import type { Knex } from 'knex';

/** Displays learn to show the table of counters: the check of a column can be changed on neither engine but by another column. */
async function allow(knex: Knex, layouts: readonly string[]): Promise<void> {
  const list = layouts.map((layout) => `'${layout}'`).join(', ');
  await knex.raw('alter table device rename column layout to layout_before');
  await knex.raw(
    `alter table device add column layout text not null default 'full' check (layout in (${list}))`,
  );
  await knex.raw(
    `update device set layout = case when layout_before in (${list}) then layout_before else 'full' end`,
  );
  await knex.raw('alter table device drop column layout_before');
}

export function up(knex: Knex): Promise<void> {
  return allow(knex, ['full', 'calls', 'table', 'queues']);
}

export function down(knex: Knex): Promise<void> {
  return allow(knex, ['full', 'calls', 'queues']);
}
