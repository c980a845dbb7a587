/** Text made safe for XML and HTML, in content and in quoted attributes. */

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeText(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** `text` with every code point that XML 1.0 forbids (controls, lone surrogates) replaced by U+FFFD. */
export function printable(text: string): string {
  let clean = '';
  for (const character of text) clean += allowed(character.codePointAt(0)!) ? character : '\uFFFD';
  return clean;
}

function allowed(codePoint: number): boolean {
  if (codePoint < 0x20) return codePoint === 0x9 || codePoint === 0xa || codePoint === 0xd;
  return !(codePoint >= 0xd800 && codePoint <= 0xdfff) && codePoint !== 0xfffe && codePoint !== 0xffff;
}
