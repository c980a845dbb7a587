/**
 * The parts of XML 1.0's well-formedness that a hand-made document can get wrong: one root, tags that nest, quoted and
 * unique attributes, escaped text, known entities, allowed characters.
 */
import * as assert from 'uvu/assert';

const NAME = '[A-Za-z_][\\w:.-]*';
const TAG = new RegExp(`^<(/?)(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)\\s*(/?)>`);
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);)/i;

/** Names of the elements, in document order. Throws where the text is not well-formed. */
export function requireWellFormed(xml: string): readonly string[] {
  assert.not(ENTITY.test(xml), 'a bare ampersand or an entity that XML does not know');
  for (const character of xml) {
    const code = character.codePointAt(0)!;
    assert.ok(code >= 0x20 || code === 9 || code === 10 || code === 13, `control character ${code}`);
    assert.not(code >= 0xd800 && code <= 0xdfff, 'a lone surrogate');
  }
  const open: string[] = [];
  const names: string[] = [];
  let roots = 0;
  for (let at = 0; at < xml.length; ) {
    if (xml[at] !== '<') {
      const next = xml.indexOf('<', at);
      const text = xml.slice(at, next < 0 ? xml.length : next);
      if (open.length === 0) assert.is(text.trim(), '', 'text outside of the root');
      at += text.length;
      continue;
    }
    const match = TAG.exec(xml.slice(at));
    assert.ok(match, `not a tag: ${xml.slice(at, at + 80)}`);
    const [whole, closing, name, attributes, empty] = match!;
    if (closing === '/') assert.is(open.pop(), name, 'tags that do not nest');
    else {
      if (open.length === 0) roots++;
      names.push(name);
      const unquoted = attributes.replace(/"[^"]*"|'[^']*'/g, '');
      const keys = unquoted.split('=').map((key) => key.trim());
      assert.is(new Set(keys).size, keys.length, 'an attribute twice');
      if (empty === '') open.push(name);
    }
    at += whole.length;
  }
  assert.is(open.length, 0, 'tags left open');
  assert.is(roots, 1, 'not one root');
  return names;
}

/** What a reader sees: the text between the tags, entities resolved. */
export function visibleText(xml: string): string {
  return xml
    .replace(/<style>[\s\S]*?<\/style>/g, ' ')
    .replace(/<[^>]*>/g, '\n')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&');
}
