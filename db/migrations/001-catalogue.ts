import type { Knex } from 'knex';

// Every text that people read exists twice, *_zh and *_en. Lists and small objects are JSON in text columns, the same on both engines.
function words(table: Knex.CreateTableBuilder, column: string, required = true): void {
  for (const language of ['zh', 'en']) {
    const built = table.text(`${column}_${language}`);
    if (required) built.notNullable();
  }
}

function editable(table: Knex.CreateTableBuilder): void {
  table.boolean('active').notNullable().defaultTo(true);
  table.boolean('verified').notNullable().defaultTo(false);
  table.integer('sort').notNullable().defaultTo(0);
  table.text('unverified').notNullable().defaultTo('[]');
  table.integer('revision').notNullable().defaultTo(1);
}

export async function up(knex: Knex): Promise<void> {
  await createServices(knex);
  await createSites(knex);
  await createHours(knex);
  await createSurroundings(knex);
}

async function createServices(knex: Knex): Promise<void> {
  await knex.schema.createTable('service', (table) => {
    table.text('code').primary();
    words(table, 'name');
    words(table, 'summary');
    words(table, 'place');
    table.integer('minutes').notNullable().checkPositive();
    table.boolean('online').notNullable().defaultTo(false);
    editable(table);
  });
  await knex.schema.createTable('material', (table) => {
    table.text('code').primary();
    words(table, 'name');
    table.text('provided_by').notNullable();
    table.boolean('per_card').notNullable().defaultTo(false);
  });
  await knex.schema.createTable('question', (table) => {
    table.text('code').primary();
    table.text('service').notNullable().references('service.code');
    words(table, 'text');
    words(table, 'help', false);
    table.text('answers').notNullable();
    editable(table);
  });
  await knex.schema.createTable('link', (table) => {
    table.text('code').primary();
    words(table, 'label');
    table.text('url').notNullable();
    editable(table);
  });
}

async function createSites(knex: Knex): Promise<void> {
  await knex.schema.createTable('city', (table) => {
    table.text('code').primary();
    words(table, 'name');
    table.integer('sort').notNullable().defaultTo(0);
  });
  await knex.schema.createTable('site', (table) => {
    table.text('code').primary();
    table.text('city').notNullable().references('city.code');
    table.text('kind').notNullable().checkIn(['customs', 'partner', 'branch']);
    words(table, 'name');
    words(table, 'address', false);
    table.text('telephone');
    table.text('website');
    words(table, 'note', false);
    table.text('time_zone').notNullable();
    table.boolean('bookable').notNullable();
    table.boolean('handling').notNullable().defaultTo(false);
    table.integer('make_up_weekday').notNullable().defaultTo(1).checkBetween([1, 7]);
    table.text('rules').notNullable();
    table.text('hall').notNullable();
    editable(table);
  });
  await knex.schema.createTable('queue', (table) => {
    table.text('id').primary();
    table.text('site').notNullable().references('site.code');
    table.text('code').notNullable();
    words(table, 'name');
    table.integer('precedence').notNullable();
    table.integer('slot_minutes').notNullable().checkBetween([5, 240]);
    table.integer('places').notNullable().checkBetween([0, 50]);
    table.unique(['site', 'code']);
  });
  await knex.schema.createTable('counter', (table) => {
    table.text('code').primary();
    table.text('site').notNullable().references('site.code');
    table.text('label').notNullable();
    table.text('queues').notNullable();
    table.integer('sort').notNullable().defaultTo(0);
    table.unique(['site', 'label']);
  });
  await knex.schema.createTable('site_service', (table) => {
    table.text('site').notNullable().references('site.code');
    table.text('service').notNullable().references('service.code');
    table.text('queue').notNullable().references('queue.id');
    table.integer('minutes').checkPositive();
    table.primary(['site', 'service']);
  });
  await knex.schema.createTable('service_material', (table) => {
    table.text('id').primary();
    table.text('service').notNullable().references('service.code');
    table.text('material').notNullable().references('material.code');
    table.text('site').references('site.code');
    table.text('form').notNullable();
    table.boolean('sealed').notNullable();
    table.boolean('bring').notNullable();
    words(table, 'note', false);
    editable(table);
  });
}

async function createHours(knex: Knex): Promise<void> {
  await knex.schema.createTable('opening_session', (table) => {
    table.text('site').notNullable().references('site.code');
    table.integer('weekday').notNullable().checkBetween([1, 7]);
    table.text('opens').notNullable();
    table.text('closes').notNullable();
    table.primary(['site', 'weekday', 'opens']);
    table.check('opens < closes');
  });
  await knex.schema.createTable('site_exception', (table) => {
    table.text('id').primary();
    table.text('site').notNullable().references('site.code');
    table.text('date').notNullable();
    table.text('kind').notNullable().checkIn(['closed', 'open']);
    table.text('from_time');
    table.text('to_time');
    words(table, 'reason');
    table.index(['site', 'date']);
  });
  await knex.schema.createTable('calendar_year', (table) => {
    table.integer('year').primary();
    table.text('days').notNullable();
    table.bigInteger('imported_at').notNullable();
  });
}

async function createSurroundings(knex: Knex): Promise<void> {
  await knex.schema.createTable('partner_outlet', (table) => {
    table.text('id').primary();
    table.text('city').notNullable().references('city.code');
    words(table, 'name');
    words(table, 'address');
    table.text('telephone').notNullable();
    editable(table);
  });
  await knex.schema.createTable('notice', (table) => {
    table.text('id').primary();
    table.text('site').notNullable().references('site.code');
    words(table, 'text');
    editable(table);
  });
  // one row: grows with every change of the tables above, so that each process knows when its copy is stale
  await knex.schema.createTable('catalogue_version', (table) => {
    table.integer('only').primary().checkBetween([1, 1]);
    table.integer('version').notNullable();
  });
  await knex('catalogue_version').insert({ only: 1, version: 0 });
}

export async function down(knex: Knex): Promise<void> {
  const tables = [
    'catalogue_version',
    'notice',
    'partner_outlet',
    'calendar_year',
    'site_exception',
    'opening_session',
    'service_material',
    'site_service',
    'counter',
    'queue',
    'site',
    'city',
    'link',
    'question',
    'material',
    'service',
  ];
  for (const table of tables) await knex.schema.dropTableIfExists(table);
}
