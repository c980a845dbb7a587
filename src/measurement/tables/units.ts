/** Units of measured values, as they stand in headers, unit rows, comments and flags. */
import { LONGEST } from './cell.ts';

export type Quantity = 'conductance' | 'current' | 'resistance';

export interface Unit {
  /** As it is written. */
  readonly symbol: string;
  readonly quantity: Quantity | 'voltage' | 'time' | 'count' | 'relative';
  /** In siemens, amperes, ohms, volts or seconds. */
  readonly scale: number;
}

const PREFIXES: Readonly<Record<string, number>> = {
  '': 1,
  f: 1e-15,
  p: 1e-12,
  n: 1e-9,
  u: 1e-6,
  µ: 1e-6,
  μ: 1e-6,
  m: 1e-3,
  k: 1e3,
  K: 1e3,
  M: 1e6,
  G: 1e9,
  femto: 1e-15,
  pico: 1e-12,
  nano: 1e-9,
  micro: 1e-6,
  milli: 1e-3,
  kilo: 1e3,
  mega: 1e6,
  giga: 1e9,
};

const QUANTITIES: readonly (readonly [RegExp, Unit['quantity'], number])[] = [
  [/^(S|siemens|mhos?|A\/V|1\/(Ω|Ω|ohms?)|(Ω|Ω|ohms?)(\^-1|-1|⁻¹))$/i, 'conductance', 1],
  [/^(A|amps?|amperes?)$/i, 'current', 1],
  [/^(Ω|Ω|ohms?|V\/A)$/i, 'resistance', 1],
  [/^(V|volts?)$/i, 'voltage', 1],
  [/^(s|secs?|seconds?|sekunden?)$/i, 'time', 1],
];
/** Whole words without a prefix. */
const WORDS: Readonly<Record<string, Pick<Unit, 'quantity' | 'scale'>>> = {
  min: { quantity: 'time', scale: 60 },
  minutes: { quantity: 'time', scale: 60 },
  h: { quantity: 'time', scale: 3600 },
  hours: { quantity: 'time', scale: 3600 },
  '#': { quantity: 'count', scale: 1 },
  'a.u.': { quantity: 'relative', scale: 1 },
  'a.u': { quantity: 'relative', scale: 1 },
  au: { quantity: 'relative', scale: 1 },
  'arb. units': { quantity: 'relative', scale: 1 },
  'arb. u.': { quantity: 'relative', scale: 1 },
  'norm.': { quantity: 'relative', scale: 1 },
  normalized: { quantity: 'relative', scale: 1 },
  normalised: { quantity: 'relative', scale: 1 },
  '%': { quantity: 'relative', scale: 1 },
};

const LONG = '(femto|pico|nano|micro|milli|kilo|mega|giga)[- ]?';
const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** "10^-6", "x10-6", "× 10⁻⁶", "1e-6", "10**-6", "10^{-6}", before a unit. */
const POWER =
  /^[x×*·]?\s*(?:10\s*(?:\^|\*\*)?\s*[{(]?\s*([+\-−–]?\s*\d{1,2})\s*[})]?|1(?:\.0*)?[eE]([+\-−]?\d{1,2})|10([⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))\s*[x×*·]?\s*(\S.*)$/;

/** "uS", "nA", "kOhm", "x10^-6 S": undefined for what is no unit. */
export function unitOf(written: string): Unit | undefined {
  if (written.length > LONGEST) return undefined;
  const text = written.trim();
  const power = POWER.exec(text);
  if (power !== null) {
    const unit = plainUnit(power[4]);
    const exponent = exponentOf(power[1] ?? power[2] ?? power[3]);
    if (unit !== undefined && isElectric(unit))
      return { ...unit, symbol: text, scale: unit.scale * Number(`1e${exponent}`) };
    return undefined;
  }
  return plainUnit(text);
}

function exponentOf(text: string): number {
  const digits = text.replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (d) => String(SUPERSCRIPTS.indexOf(d)));
  return Number(digits.replace(/[−–⁻]/g, '-').replace('⁺', '+').replace(/\s/g, ''));
}

function plainUnit(symbol: string): Unit | undefined {
  const word = WORDS[symbol.toLowerCase()];
  if (word !== undefined) return { symbol, ...word };
  const long = new RegExp(`^${LONG}(.+)$`, 'i').exec(symbol);
  if (long !== null) {
    const base = baseUnit(long[2]);
    return base && { symbol, quantity: base[0], scale: PREFIXES[long[1].toLowerCase()] * base[1] };
  }
  const whole = baseUnit(symbol);
  if (whole !== undefined) return { symbol, quantity: whole[0], scale: whole[1] };
  const [first, rest] = [symbol.slice(0, 1), symbol.slice(1)];
  const base = baseUnit(rest);
  if (base === undefined) return undefined;
  // Capitals as instruments write them: UA, NA, US; MOHM is mega, as M always is.
  const scale = PREFIXES[first] ?? PREFIXES['UNPF'.includes(first) ? first.toLowerCase() : ' '];
  return scale === undefined ? undefined : { symbol, quantity: base[0], scale: scale * base[1] };
}

/** Siemens are capital and seconds are not; what is spelled out may be either. */
function baseUnit(text: string): readonly [Unit['quantity'], number] | undefined {
  if (text === 'S') return ['conductance', 1];
  if (text === 's') return ['time', 1];
  if (text === 'a' || text === 'v') return undefined;
  const found = QUANTITIES.find(([pattern]) => pattern.test(text));
  return found && [found[1], found[2]];
}

function isElectric({ quantity }: Unit): boolean {
  return quantity === 'conductance' || quantity === 'current' || quantity === 'resistance';
}

export function isMeasuredUnit(unit: Unit | undefined): boolean {
  return unit !== undefined && isElectric(unit);
}

const QUANTITY_NAME =
  /(^|[^a-z])(g|i|r|v|u|t|id|ids|ig|conductance|current|resistance|voltage|time|leitwert|strom|widerstand|spannung|zeit)\d*$/i;

/**
 * The unit in a column's name: in brackets, or at its end after a slash, space, comma or underscore: "G (µS)", "I/nA",
 * "G_uS", "G x10^-6 S". A bare letter needs a quantity before it: "cycle A" has no unit.
 */
export function unitInName(name: string): Unit | undefined {
  if (name.length > LONGEST) return undefined;
  for (const match of name.matchAll(/[([{]([^()[\]{}]+(?:\{[^{}]*\}[^()[\]{}]*)?)[)\]}]/g)) {
    const unit = unitOf(match[1]);
    if (unit !== undefined) return unit;
  }
  const power =
    /(?:^|[\s,/_:(])([x×*·]?\s*(?:10\s*(?:\^|\*\*)?\s*[{]?[+\-−–]?\d+[}]?|1e[+-]?\d+|10[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)\s*[a-zA-ZµμΩΩ]+)\)?\s*$/.exec(
      name,
    );
  if (power !== null) return unitOf(power[1]);
  const end = /^(.*?)\s*(?:^|[/_ ,:])\s*(?:in )?([^/_ ,:()[\]]+)\s*$/.exec(name);
  if (end === null) return undefined;
  const unit = unitOf(end[2]);
  if (unit === undefined || unit.symbol === '#') return undefined;
  if (unit.symbol.length > 1 || name.includes('/') || end[1] === '')
    return isSingleWord(end, unit) ? undefined : unit;
  return QUANTITY_NAME.test(end[1].replace(/[\s,]+$/, '')) ? unit : undefined;
}

/** "min" or "norm." alone are names, not units; "uS" alone is one. */
function isSingleWord([, before]: RegExpExecArray, unit: Unit): boolean {
  return before === '' && !isElectric(unit);
}

/** The name without its unit, for telling what it names. */
export function nameWithoutUnit(name: string): string {
  return name
    .replace(/[([{]([^()[\]{}]*)[)\]}]/g, (all, inside: string) => (unitOf(inside) === undefined ? all : ' '))
    .trim();
}
