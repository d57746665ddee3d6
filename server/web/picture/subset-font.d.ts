declare module 'subset-font' {
  interface Options {
    readonly targetFormat?: 'sfnt' | 'woff2';
    readonly keepAllGlyphs?: boolean;
    readonly noHinting?: boolean;
    /** tables to leave out, e.g. ['GSUB'] */
    readonly dropTables?: readonly string[];
    /** axes to pin, e.g. { wght: 400 }; or to narrow */
    readonly variationAxes?: Readonly<
      Record<string, number | { readonly min: number; readonly max: number }>
    >;
  }

  /** A font of the characters of `text` alone. */
  export default function subsetFont(
    font: Uint8Array,
    text: string | undefined,
    options?: Options,
  ): Promise<Buffer>;
}
