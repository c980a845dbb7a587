/** Numbers and names as the report writes them. A dash stands for what is not known. */
import type { Spread } from '../../experiment/compare/comparison.ts';

const DASH = '–';

/** `value` with `digits` decimals and a true minus sign; never "−0.0". */
export function decimal(value: number, digits: number): string {
  if (!Number.isFinite(value)) return DASH;
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A fraction as percent, or a difference of fractions as percentage points, without the sign for the unit. */
export function percent(fraction: number): string {
  return decimal(100 * fraction, 1);
}

/** A difference of fractions as percentage points with its sign; 0.0 has none. */
export function signed(fraction: number): string {
  const text = percent(fraction);
  return fraction > 0 && Number(text) !== 0 ? `+${text}` : text;
}

/** Mean ± sample standard deviation in percent; the mean alone for one run, whose spread is not known. */
export function percentSpread({ mean, std, runs }: Spread): string {
  return runs.length > 1 ? `${percent(mean)} ± ${percent(std)}` : percent(mean);
}

/** A count or rate in three or four figures: 0.05, 7.3, 1,234, 5.68 M. */
export function quantity(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return DASH;
  if (size >= 1e9) return `${decimal(value / 1e9, 2)} G`;
  if (size >= 1e6) return `${decimal(value / 1e6, 2)} M`;
  if (size >= 100 || Number.isInteger(value)) return decimal(value, 0).replace(/\B(?=(\d{3})+$)/g, ',');
  return decimal(value, size >= 1 ? 1 : 2);
}

/** An energy in three figures with its unit: 12.3 nJ. */
export function joules(energy: number | undefined): string {
  return energy === undefined ? DASH : withUnit(energy, 'J');
}

/** Prefixes of units from 1 downwards, a factor of 1000 each. */
const PREFIXES = ['', 'm', 'µ', 'n', 'p', 'f', 'a'];

/** A value in three figures with its unit, from units down to their 10⁻¹⁸: 12.3 nJ. */
export function withUnit(value: number, unit: string): string {
  if (!Number.isFinite(value)) return DASH;
  if (value === 0) return `0 ${unit}`;
  const power = Math.min(Math.max(Math.floor(Math.log10(Math.abs(value)) / 3), 1 - PREFIXES.length), 0);
  const size = value / 1000 ** power;
  const digits = Math.abs(size) >= 100 ? 0 : Math.abs(size) >= 10 ? 1 : 2;
  return `${decimal(size, digits)} ${PREFIXES[-power]}${unit}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** "1 seed", "3 seeds". */
export function counted(count: number, noun: string): string {
  return `${quantity(count)} ${noun}${count === 1 ? '' : 's'}`;
}
