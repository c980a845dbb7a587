/** What is done to a valid input until it is hardly one: bytes, words, numbers, lengths, and values within JSON. */
import type { Draw } from './draw.ts';

/** Bytes at which formats turn: ends of ranges, quotes, separators, line ends, escapes. */
const BYTES = [
  0, 1, 7, 9, 10, 13, 27, 32, 34, 35, 37, 39, 44, 45, 46, 58, 59, 61, 91, 93, 123, 125, 127, 128, 255,
];
const NUMBERS = [
  ...[
    '0',
    '-0',
    '-1',
    '1',
    '2',
    '0.5',
    '1e9',
    '1e-300',
    '1e308',
    '1e309',
    '-1e309',
    'NaN',
    'Infinity',
    '9.9E+37',
  ],
  ...['4294967295', '4294967296', '9007199254740993', '0x10', '1,5', '1_000', '+', '-', '.', '1e', '٣', ''],
];
const WORDS = [
  ...[
    'null',
    'true',
    '__proto__',
    'constructor',
    'toString',
    'LTP',
    'LTD',
    'G (uS)',
    'x10^-6 S',
    '"',
    "'",
    '\\',
  ],
  ...[
    '\u001b[2J',
    '\u202e',
    '\ufeff',
    '\u0000',
    '\r\n',
    '\n\n',
    '\t',
    ';',
    '#',
    '%',
    '//',
    '[',
    ']',
    '{',
    '}',
    ',',
  ],
];
/** Runs that make a pattern that backtracks show itself; seldom, since they are long. */
const PUMPED = [
  ' ',
  '\t',
  '"',
  ',',
  '1',
  '-',
  '.',
  '(',
  '[',
  '{"a":',
  'a',
  '\n',
  '#',
  '!',
  '1 ',
  'x ',
  ' =',
  '\u00b5',
];
const LONGEST_RUN = 60_000;

/** One to a few changes of `seed`; `other` is another valid input of the same kind, to be spliced in. */
export function mutated(seed: Uint8Array, other: Uint8Array, draw: Draw): Uint8Array {
  let bytes = seed;
  const times = 1 + draw.below(draw.oncein(4) ? 12 : 3);
  for (let i = 0; i < times; i++) bytes = changed(bytes, other, draw);
  return draw.oncein(60) ? spliced(bytes, run(draw), draw.below(bytes.length + 1), 0) : bytes;
}

function changed(bytes: Uint8Array, other: Uint8Array, draw: Draw): Uint8Array {
  const at = draw.below(bytes.length + 1);
  const length = 1 + draw.below(draw.oncein(5) ? 200 : 8);
  switch (draw.below(9)) {
    case 0:
      return replaced(bytes, at, (bytes[at] ?? 0) ^ (1 << draw.below(8)));
    case 1:
      return replaced(bytes, at, draw.oneOf(BYTES));
    case 2:
      return spliced(bytes, new Uint8Array(0), at, length);
    case 3:
      return spliced(bytes, bytes.subarray(at, at + length), draw.below(bytes.length + 1), 0);
    case 4:
      return spliced(bytes, encode(draw.oneOf(WORDS)), at, draw.below(3));
    case 5:
      return withNumber(bytes, at, draw);
    case 6:
      return spliced(bytes.subarray(0, at), other.subarray(draw.below(other.length + 1)), at, 0);
    case 7:
      return draw.oncein(3) ? bytes.subarray(0, at) : swapped(bytes, at, draw);
    default:
      return replaced(bytes, at, draw.below(256));
  }
}

/** The number at or after a place, or what stands there, becomes another. */
function withNumber(bytes: Uint8Array, from: number, draw: Draw): Uint8Array {
  const isDigit = (byte: number) => byte >= 48 && byte <= 57;
  let at = from;
  while (at < bytes.length && !isDigit(bytes[at])) at++;
  let end = at;
  while (end < bytes.length && (isDigit(bytes[end]) || bytes[end] === 46)) end++;
  return spliced(bytes, encode(draw.oneOf(NUMBERS)), at, end - at);
}

function swapped(bytes: Uint8Array, at: number, draw: Draw): Uint8Array {
  // A slice of Node's Buffer would be the seed itself.
  const copy = new Uint8Array(bytes);
  const other = draw.below(bytes.length + 1);
  for (let i = 0; i < 4; i++) {
    if (at + i >= copy.length || other + i >= copy.length) break;
    [copy[at + i], copy[other + i]] = [copy[other + i], copy[at + i]];
  }
  return copy;
}

function replaced(bytes: Uint8Array, at: number, byte: number): Uint8Array {
  // A slice of Node's Buffer would be the seed itself.
  const copy = new Uint8Array(bytes);
  if (at < copy.length) copy[at] = byte;
  return copy;
}

function spliced(bytes: Uint8Array, part: Uint8Array, at: number, left: number): Uint8Array {
  const whole = new Uint8Array(at + part.length + Math.max(0, bytes.length - at - left));
  whole.set(bytes.subarray(0, at));
  whole.set(part, at);
  whole.set(bytes.subarray(at + left), at + part.length);
  return whole;
}

function run(draw: Draw): Uint8Array {
  const piece = draw.oneOf(PUMPED);
  return encode(piece.repeat(Math.floor((1 + draw.below(LONGEST_RUN)) / piece.length)));
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const VALUES: readonly Json[] = [
  ...[
    null,
    true,
    false,
    0,
    -1,
    0.5,
    1e9,
    1e-300,
    1e308,
    5,
    2 ** 32,
    2 ** 53,
    '',
    'affine',
    '\u001b[31m',
    [],
    {},
  ],
  ...[
    [[]],
    [null],
    { kind: null },
    { kind: 'affine' },
    { kind: 'table', ltp: [1, 1], ltd: [1, 1] },
    [1, 2, 3],
  ],
];

/** A value with one to three of its parts changed: replaced, left out, doubled, put in a list, given other keys. */
export function mutatedJson(value: Json, other: Json, draw: Draw): Json {
  let whole = value;
  for (let i = 1 + draw.below(3); i > 0; i--) whole = changedAt(whole, other, draw, draw.below(6));
  return whole;
}

function changedAt(value: Json, other: Json, draw: Draw, depth: number): Json {
  if (depth > 0 && Array.isArray(value) && value.length > 0) {
    const at = draw.below(value.length);
    return value.map((one, i) => (i === at ? changedAt(one, other, draw, depth - 1) : one));
  }
  if (depth > 0 && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const keys = Object.keys(value);
    if (keys.length === 0) return draw.oneOf(VALUES);
    const key = draw.oneOf(keys);
    const rest = Object.fromEntries(Object.entries(value).filter(([one]) => one !== key));
    const old = (value as Record<string, Json>)[key];
    const names = ['__proto__', 'constructor', '', 'kind', 'law', `${key}x`, ...keys];
    // The keys of JSON.parse: `__proto__` is one like any other.
    if (draw.oncein(6))
      return JSON.parse(`{${JSON.stringify(draw.oneOf(names))}:${JSON.stringify(old)}}`) as Json;
    if (draw.oncein(6)) return rest;
    return { ...rest, [key]: changedAt(old, other, draw, depth - 1) };
  }
  if (draw.oncein(8)) return [value];
  if (draw.oncein(8)) return other;
  if (draw.oncein(12)) return nested(1 + draw.below(3000), draw.oncein(2));
  return draw.oneOf(VALUES);
}

function nested(depth: number, inObject: boolean): Json {
  let value: Json = 1;
  for (let i = 0; i < depth; i++) value = inObject ? { law: value } : [value];
  return value;
}
