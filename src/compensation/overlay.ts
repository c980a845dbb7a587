/** Settings written in part, laid over whole ones; and what differs between two wholes. Plain data in, plain data out. */

type Entries = Readonly<Record<string, unknown>>;

/**
 * `written` over `base`, entry by entry. Options of a kind go with their kind: where another kind is written, nothing of
 * the former one stays. What is undefined is not written.
 */
export function overlay(base: unknown, written: unknown): unknown {
  if (written === undefined) return base;
  if (!isEntries(written) || !isEntries(base)) return written;
  if (written.kind !== undefined && base.kind !== undefined && written.kind !== base.kind) return written;
  const laid = Object.entries(written).map(([name, value]) => [name, overlay(base[name], value)]);
  return { ...base, ...Object.fromEntries(laid) };
}

/** What has to be laid over `base` to get `other`; undefined where they are the same. Both have the same entries. */
export function difference(base: unknown, other: unknown): unknown {
  if (!isEntries(base) || !isEntries(other) || base.kind !== other.kind)
    return same(base, other) ? undefined : other;
  const different = Object.entries(other)
    .map(([name, value]) => [name, difference(base[name], value)])
    .filter(([, value]) => value !== undefined);
  return different.length === 0 ? undefined : Object.fromEntries(different);
}

export function isEntries(value: unknown): value is Entries {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of values and lists of values. */
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
