/** Rows of tables as the first release wrote them, in its words; nothing of today's stores is asked. */
export type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
