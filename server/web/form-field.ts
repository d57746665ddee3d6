/** What is wrong with a field of a form. */
export interface FieldMessage {
  readonly field: string;
  readonly message: string;
}

/** A line of text to fill in, as `partials/field.ejs` writes it. */
export interface TextField {
  readonly name: string;
  /** default: its name, which several forms of a page may share */
  readonly id?: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  /** what the browser is told that it is; default: text */
  readonly type?: 'text' | 'tel' | 'email' | 'password' | 'date';
  readonly optional?: boolean;
  /** is sent, and never written into the page again; so is a password */
  readonly secret?: boolean;
  readonly autocomplete?: string;
  readonly inputmode?: 'text' | 'tel' | 'email' | 'numeric';
  readonly maxlength?: number;
  readonly kind?: 'short' | 'code';
}
