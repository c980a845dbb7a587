/** Units of measured values, as they stand in headers and flags. */

export type Quantity = 'conductance' | 'current' | 'resistance';

export interface Unit {
  /** As it is written. */
  readonly symbol: string;
  readonly quantity: Quantity;
  /** In siemens, amperes or ohms. */
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
  M: 1e6,
  G: 1e9,
};

/** "uS", "nA", "kOhm": undefined for what is no unit. */
export function unitOf(text: string): Unit | undefined {
  const match = /^([fpnuµμmkMG]?)(S|A|Ω|Ω|[oO]hms?)$/.exec(text);
  if (match === null) return undefined;
  const [symbol, prefix, letter] = match;
  const quantity = letter === 'S' ? 'conductance' : letter === 'A' ? 'current' : 'resistance';
  return { symbol, quantity, scale: PREFIXES[prefix] };
}

/** The unit at the end of a column's name, after a bracket, slash, space or underscore: "G (µS)", "I/nA", "G_uS". */
export function unitInName(name: string): Unit | undefined {
  const match = /(?:^|[([/_ ,])([^([/_ ,)\]]+)[)\]]?\s*$/.exec(name);
  return match === null ? undefined : unitOf(match[1]);
}
