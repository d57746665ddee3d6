import type { Knex } from 'knex';

export async function up(knex: Knex): Promise<void> {
  // who wants to be told when few people are ahead; a ticket asks once
  await knex.schema.createTable('ahead_notice', (table) => {
    table.text('ticket').primary().references('ticket.id');
    table.text('site').notNullable();
    table.text('day').notNullable();
    table.text('channel').notNullable().checkIn(['mail', 'webhook', 'aliyun', 'tencent']);
    table.text('recipient').notNullable();
    table.text('locale').notNullable();
    table.boolean('sent').notNullable();
    table.bigInteger('asked_at').notNullable();
    table.index(['site', 'day', 'sent']);
  });
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTableIfExists('ahead_notice');
}
