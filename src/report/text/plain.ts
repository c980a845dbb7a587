/**
 * Text that does nothing but be read. Names, cells and messages come from files, and a terminal obeys what stands in
 * them: escape sequences move the cursor, change the title or the clipboard, and overrides of the writing direction
 * show another name than the one that is meant.
 */

/** Shown in place of what is taken out. */
const INSTEAD = '\uFFFD';

/**
 * Controls of both sets but tabs and line breaks, marks and overrides of the writing direction, separators of lines that
 * are none, invisible marks and tags, and halves of surrogate pairs.
 */
const ACTIVE = new RegExp(
  [
    '[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]',
    '[\\u061c\\u200e\\u200f\\u2028-\\u202e\\u2066-\\u2069\\ufeff\\ufff9-\\ufffb]',
    '[\\u{e0000}-\\u{e007f}]',
    '\\p{Surrogate}',
  ].join('|'),
  'gu',
);

/** `text` with nothing in it that a terminal would obey; lines and tabs stay. */
export function plainText(text: string): string {
  return text.replace(/\r\n/g, '\n').replace(ACTIVE, INSTEAD);
}

/** The same on one line. */
export function plainLine(text: string): string {
  return plainText(text.replace(/[\n\r\t]/g, ' '));
}

/** JSON with the same meaning and no such character: they are written as escapes, as JSON writes some of them anyway. */
export function plainJson(json: string): string {
  return json.replace(ACTIVE, (character) =>
    Array.from({ length: character.length }, (_, i) => character.charCodeAt(i).toString(16).padStart(4, '0'))
      .map((code) => `\\u${code}`)
      .join(''),
  );
}
