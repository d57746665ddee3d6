declare module 'pngjs' {
  export const PNG: {
    readonly sync: {
      read(content: Buffer): { readonly data: Buffer; readonly width: number; readonly height: number };
    };
  };
}
