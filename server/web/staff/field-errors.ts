/** What is wrong with a form, field by field; what concerns no field is said about the first one. */
export type FieldErrors = readonly { readonly field: string; readonly message: string }[];
