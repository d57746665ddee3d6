import type { z } from 'zod';
import type { System } from '../../actions/system.ts';
import type { Catalogue } from '../../domain/catalogue/catalogue.ts';
import type { Locale } from '../../domain/catalogue/words.ts';
import type { Outcome } from '../../domain/outcome.ts';
import type { RefusalCode } from '../../domain/refusal-codes.ts';
import type { Access, Caller } from './caller.ts';
import { type FieldProblem, fieldProblem } from './field-problem.ts';
import { type ApiRefusal, refuseFields } from './problem.ts';
import { unstorableTexts } from './unstorable-texts.ts';

type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never;

/** What a call is asked, validated. Times are epoch ms. */
export interface Ask<Path extends string, Query, Body> {
  readonly system: System;
  readonly catalogue: Catalogue;
  readonly now: number;
  readonly caller: Caller;
  readonly params: Readonly<Record<ParameterOf<Path>, string>>;
  readonly query: Query;
  readonly body: Body;
  readonly locale: Locale;
  readonly idempotencyKey: string | null;
}

/** One call of the API: what is said about it, what validates it and what it does, in one place. */
export interface ApiCall<Path extends string, Query, Body, Result> {
  readonly id: string;
  readonly method: 'get' | 'post';
  /** below /api/v1, parameters in braces */
  readonly path: Path;
  readonly summary: string;
  readonly access: Access;
  /** calls a minute for one address; left out: not limited */
  readonly perMinute?: number;
  /** the very same object is answered again and again: its JSON is kept with it */
  readonly sameObject?: true;
  /** seconds for which the answer may be kept; left out: not at all */
  readonly keepFor?: number;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  readonly idempotent?: boolean;
  readonly status: 200 | 201;
  readonly answer: z.ZodType<Result>;
  /** what the rules behind it refuse with; input, keys and limits are added by what it declares */
  readonly refusals: readonly RefusalCode[];
  handle(ask: Ask<Path, Query, Body>): Promise<Outcome<Result> | ApiRefusal>;
}

/** A request as it came. */
export interface RawAsk extends Omit<Ask<string, unknown, unknown>, 'params'> {
  readonly params: Readonly<Record<string, string>>;
}

/** A call whose types have been used up: the router and the description work with this. */
export interface AnyCall extends Omit<ApiCall<string, unknown, unknown, unknown>, 'handle'> {
  run(ask: RawAsk): Promise<Outcome<unknown> | ApiRefusal>;
}

/** Whether whoever has no key of ours may send an idempotency key with it. */
export function takesStrangersKey({ access, idempotent }: Pick<AnyCall, 'access' | 'idempotent'>): boolean {
  return idempotent === true && (access === 'all' || access === 'holder');
}

export function apiCall<Path extends string, Result, Query = undefined, Body = undefined>(
  call: ApiCall<Path, Query, Body, Result>,
): AnyCall {
  const { handle, ...described } = call;
  return {
    ...described,
    async run(ask) {
      const query = read(call.query, ask.query);
      const body = read(call.body, ask.body);
      const fields = [
        ...query.fields,
        ...body.fields,
        ...unstorableTexts(ask.query),
        ...unstorableTexts(ask.body),
      ];
      if (fields.length > 0) return refuseFields(once(fields));
      // read() answers the schema's output, or what an absent schema stands for: undefined
      return handle({ ...ask, query: query.value as Query, body: body.value as Body } as Ask<
        Path,
        Query,
        Body
      >);
    },
  };
}

function read<T>(
  schema: z.ZodType<T> | undefined,
  given: unknown,
): { value?: T; fields: readonly FieldProblem[] } {
  if (schema === undefined) return { fields: [] };
  const parsed = schema.safeParse(given);
  if (parsed.success) return { value: parsed.data, fields: [] };
  return { fields: parsed.error.issues.map((issue) => fieldProblem(issue, given)) };
}

/** One problem a field is enough, and the first is the plainest. */
function once(fields: readonly FieldProblem[]): readonly FieldProblem[] {
  return [...new Map([...fields].reverse().map((each) => [each.field, each])).values()].reverse();
}
