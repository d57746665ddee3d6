/** No call needs more than five. */
const deepest = 20;

/** Thrown where a body is read: what looks into it calls itself once a level. */
class TooDeep extends Error {
  readonly status = 422;
  readonly type = 'too_deep';
}

/** Counts the brackets of a JSON text (RFC 8259) that are open at once, those in strings apart, before anything is built from it. */
export function refuseDeepJson(text: Uint8Array): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (quoted) {
      if (character === 0x5c) at += 1;
      else if (character === 0x22) quoted = false;
    } else if (character === 0x22) quoted = true;
    else if (character === 0x5b || character === 0x7b) depth += 1;
    else if (character === 0x5d || character === 0x7d) depth -= 1;
    if (depth > deepest) throw new TooDeep();
  }
}
