/** What reading something typed answers: its canonical form, or what is wrong with it. */
export type Parsed<Problem> =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problem: Problem };
