import type { SafeHtml } from './safe-html.ts';

/**
 * Each template's name and the type of its view, as its first line says (`<%# view: … -%>`). `npm run check` fills it
 * from views/, into var/templates; until it has run, any name will do.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Templates {}

/** Names below views/ of the templates that can show this view. */
export type TemplateFor<View> = keyof Templates extends never
  ? string
  : { [Name in keyof Templates]: [View] extends [Templates[Name]] ? Name : never }[keyof Templates];

/** Names below views/partials/. */
export type PartialName = keyof Templates extends never ? string : PartialOf<keyof Templates>;
type PartialOf<Name> = Name extends `partials/${infer Inner}` ? Inner : never;

/** What a partial is called with: its view; nothing, if it declares `view: none`. */
export type PartialView<Name extends string> = `partials/${Name}` extends keyof Templates
  ? Templates[`partials/${Name}`] extends null
    ? []
    : [view: Templates[`partials/${Name}`]]
  : [view?: object];

/** Writes a partial, in templates. */
export type FillPartial = <Name extends PartialName>(name: Name, ...view: PartialView<Name>) => SafeHtml;
