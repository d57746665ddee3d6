import type { Knex } from 'knex';
import { gramsWanted, rarestOf } from '../../domain/booking/search-grams.ts';
import type { Engine } from '../database.ts';
import { select } from '../select.ts';

/** Of a name that more bookings have, so many of the latest are found. */
const mostFound = 500;
/** So many of the latest bookings are looked through one by one, before an index is asked that would answer all there ever were. */
const latest = 10_000;
/** Of a name with more pairs than these an index is asked for the rarest: it reads all who have a pair, and the row itself is compared whole. */
const mostAsked = 3;
/** How rare a pair is, is told by so many bookings from the first to the last: a prime, so that no rhythm of theirs is met. */
const looked = 211;
/** The latest bookings of more sites than these are those of all. */
const fewSites = 20;

/** A site as one word of the index. */
export function siteToken(site: string): string {
  return `s${[...site.toLowerCase()].map((one) => (/[a-z0-9]/.test(one) ? one : 'x')).join('')}`;
}

/** Ids of the bookings of some sites whose enterprise's name contains what was typed. Whoever reads them still has to see that they are of those sites. */
export async function idsNamed(
  connection: Knex,
  engine: Engine,
  sites: readonly string[],
  name: string,
): Promise<readonly string[]> {
  const grams = gramsWanted(name);
  if (grams.length === 0 || sites.length === 0) return [];
  const asked = { tokens: [...new Set(sites.map(siteToken))], grams, single: isSingle(grams) };
  const pairs = [...new Set(grams)];
  if (engine === 'sqlite' && pairs.length <= mostAsked)
    return idsIn(connection, engine, byFullText(asked, pairs));
  const { share, counts } = await sample(connection, engine, asked, pairs);
  // a word that many have is full of the latest alone; what they do not fill is rare enough for the index
  if (engine === 'postgres' && share >= mostFound / latest / 2) {
    const last = await idsIn(connection, engine, amongLatest(asked));
    if (last.length === mostFound) return last;
  }
  const words = rarestOf(pairs, (_, at) => counts[at] ?? 0, mostAsked);
  return idsIn(connection, engine, (engine === 'sqlite' ? byFullText : byWords)(asked, words));
}

interface Sample {
  /** of the bookings that were looked at, those that have the name */
  readonly share: number;
  /** so many have each of the pairs */
  readonly counts: readonly number[];
}

/** Each by the end of the key: one statement for both would read all that stands between. */
const ends = `select (select min(id) from booking_search) as first, (select max(id) from booking_search) as last`;

async function sample(
  connection: Knex,
  engine: Engine,
  asked: Asked,
  pairs: readonly string[],
): Promise<Sample> {
  const [finds, numbers] =
    engine === 'postgres'
      ? ['strpos', `generate_series(1, ${looked}) as n(k)`]
      : [
          'instr',
          `(with recursive n(k) as (select 1 union all select k + 1 from n where k < ${looked}) select k from n)`,
        ];
  const counts = pairs.map((_, at) => `, sum(case when ${finds}(g, ?) > 0 then 1 else 0 end) as c${at}`);
  const [row = {}] = await select<Readonly<Record<string, number | null>>>(
    connection,
    engine,
    `select count(*) as met, sum(case when g like ? then 1 else 0 end) as found${counts.join('')}
       from (select ' ' || grams || ' ' as g from booking_search where id in (
         select cast(first + cast(last - first as bigint) * k / ${looked} as integer) from ${numbers}, (${ends}) as l)) as r`,
    [pattern(asked), ...pairs.map((pair) => ` ${pair}`)],
  );
  const share = (row['found'] ?? 0) / Math.max(1, row['met'] ?? 0);
  return { share, counts: pairs.map((_, at) => row[`c${at}`] ?? 0) };
}

interface Asked {
  readonly tokens: readonly string[];
  readonly grams: readonly string[];
  /** one character: whatever pair begins with it */
  readonly single: boolean;
}

type Question = readonly [sql: string, values: readonly string[]];

function isSingle([first = '']: readonly string[]): boolean {
  return [...first].length === 1;
}

// letters and digits alone: nothing of it is a word of an index's own language
function byFullText({ tokens, grams, single }: Asked, asked: readonly string[]): Question {
  const places = tokens.map((token) => `"${token}"`).join(' OR ');
  const words = asked.map((gram) => `"${gram}"${single ? ' *' : ''}`);
  return [
    `select s.booking as id from booking_names f cross join booking_search s
       where booking_names match ? and s.id = f.rowid and ' ' || s.grams || ' ' like ? order by f.rowid desc limit ${mostFound}`,
    [`site : (${places}) AND grams : (${words.join(' AND ')})`, pattern({ grams, single })],
  ];
}

function amongLatest({ tokens, ...asked }: Asked): Question {
  const few = tokens.length <= fewSites;
  const named = `' ' || grams || ' ' like ?`;
  // each site is read backwards until it has enough
  const ofSite = `select id, booking, grams from booking_search where site = token order by id desc limit ${Math.ceil(latest / tokens.length)}`;
  const wanted = `select id, booking from (${ofSite}) as r where ${named} order by id desc limit ${mostFound}`;
  const all = `select id, booking, grams, site from booking_search order by id desc limit ${latest}`;
  const some = few
    ? `json_array_elements_text(?::json) as t(token) cross join lateral (${wanted}) as s`
    : `(${all}) as s join json_array_elements_text(?::json) as t(token) on t.token = s.site where ${named}`;
  return [
    `select booking as id from ${some} order by s.id desc limit ${mostFound}`,
    [JSON.stringify(tokens), pattern(asked)],
  ];
}

function byWords({ tokens, grams, single }: Asked, asked: readonly string[]): Question {
  const places = tokens.map((token) => `'@${token}'`).join(' | ');
  const words = asked.map((gram) => `'${gram}'${single ? ':*' : ''}`).join(' & ');
  // found first, sorted then: walking back until there are enough would be walking through all where there are not
  return [
    `with found as materialized (select id, booking from booking_search
       where array_to_tsvector(string_to_array('@' || site || ' ' || grams, ' ')) @@ ?::tsquery and ' ' || grams || ' ' like ?)
     select booking as id from found order by found.id desc limit ${mostFound}`,
    [`(${places}) & ${words}`, pattern({ grams, single })],
  ];
}

/** The pairs stand one after another. */
function pattern({ grams, single }: Pick<Asked, 'grams' | 'single'>): string {
  return `% ${grams.join(' ')}${single ? '%' : ' %'}`;
}

async function idsIn(connection: Knex, engine: Engine, [sql, values]: Question): Promise<readonly string[]> {
  return (await select<{ id: string }>(connection, engine, sql, values)).map(({ id }) => id);
}
