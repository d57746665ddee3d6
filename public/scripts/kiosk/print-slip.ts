const pixelsOfMillimetre = 96 / 25.4;

/** Prints the slip on as much of the roll as it needs: a page of paper has a height, and its style cannot say "as long as it is". */
export function printSlip(slip: HTMLElement): void {
  const height = Math.ceil(slip.getBoundingClientRect().height / pixelsOfMillimetre) + 1;
  const paper = new CSSStyleSheet();
  paper.replaceSync(`@page { size: 80mm ${height}mm; margin: 0 }`);
  document.adoptedStyleSheets = [paper];
  window.print();
}
