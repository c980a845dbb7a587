/**
 * Numerical assertions that stay readable on large arrays: they name the worst or first element and count the rest,
 * and never print or diff a whole array.
 */

export interface Tolerance {
  /** Largest |actual − expected|, in the unit of the values. */
  readonly abs?: number;
  /** Largest |actual − expected| / |expected|. */
  readonly rel?: number;
  /** Largest distance in float32 units in the last place, both sides rounded to float32 first. */
  readonly ulp?: number;
}

/**
 * An element is close when it meets at least one of the tolerances given. Equal values (equal infinities too) are
 * always close; NaN is close to nothing. Throws a plain Error that names the worst element.
 */
export function assertClose(
  actual: number | ArrayLike<number>,
  expected: number | ArrayLike<number>,
  tolerance: Tolerance,
  label = 'values',
): void {
  if (tolerance.abs === undefined && tolerance.rel === undefined && tolerance.ulp === undefined)
    throw new Error(`${label}: assertClose needs one of abs, rel, ulp`);
  const a = typeof actual === 'number' ? [actual] : actual;
  const e = typeof expected === 'number' ? [expected] : expected;
  assertSameLength(a.length, e.length, label);

  let count = 0;
  let worst = -1;
  let worstExcess = -1;
  for (let i = 0; i < a.length; i++) {
    const excess = excessOver(a[i], e[i], tolerance);
    if (excess <= 1) continue;
    count++;
    if (excess > worstExcess) {
      worst = i;
      worstExcess = excess;
    }
  }
  if (count === 0) return;
  const where = typeof actual === 'number' ? label : `${label}[${worst}]`;
  const many = a.length === 1 ? '' : `; ${count} of ${a.length} elements are off, this one most`;
  throw new Error(
    `${where} is ${a[worst]}, expected ${e[worst]} within ${show(tolerance)} ` +
      `(off by ${Math.abs(a[worst] - e[worst])}, ${ulpDistance(a[worst], e[worst])} ulp)${many}`,
  );
}

/** How many times the kindest tolerance the error is: ≤ 1 is close. */
function excessOver(actual: number, expected: number, { abs, rel, ulp }: Tolerance): number {
  if (actual === expected) return 0;
  const error = Math.abs(actual - expected);
  if (!Number.isFinite(error)) return Number.POSITIVE_INFINITY;
  return Math.min(
    abs === undefined ? Number.POSITIVE_INFINITY : ratio(error, abs),
    rel === undefined ? Number.POSITIVE_INFINITY : ratio(error, rel * Math.abs(expected)),
    ulp === undefined ? Number.POSITIVE_INFINITY : ratio(ulpDistance(actual, expected), ulp),
  );
}

function ratio(error: number, limit: number): number {
  return error <= limit ? 0 : error / limit;
}

function show({ abs, rel, ulp }: Tolerance): string {
  return Object.entries({ abs, rel, ulp })
    .filter(([, limit]) => limit !== undefined)
    .map(([name, limit]) => `${name} ${limit}`)
    .join(' or ');
}

/** Float32 numbers between two values after rounding; +0 and −0 are the same number. */
function ulpDistance(a: number, b: number): number {
  return Math.abs(place(a) - place(b));
}

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** Position on the line of all float32 numbers. */
function place(value: number): number {
  float[0] = value;
  return bits[0] < 0 ? -(bits[0] & 0x7fffffff) : bits[0];
}

export type TypedArray =
  | Float32Array
  | Float64Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array;

/** Same element type, same length, same bits: tells +0 from −0 and one NaN from another. Names the first difference. */
export function assertSameBits(actual: TypedArray, expected: TypedArray, label = 'values'): void {
  if (actual.constructor !== expected.constructor)
    throw new Error(`${label} is a ${actual.constructor.name}, expected a ${expected.constructor.name}`);
  assertSameLength(actual.length, expected.length, label);

  const a = bytesOf(actual);
  const e = bytesOf(expected);
  const size = actual.BYTES_PER_ELEMENT;
  let first = -1;
  let count = 0;
  for (let i = 0; i < actual.length; i++) {
    if (sameBytes(a, e, i * size, size)) continue;
    if (first < 0) first = i;
    count++;
  }
  if (count === 0) return;
  throw new Error(
    `${label}[${first}] is ${actual[first]} (${hex(a, first * size, size)}), ` +
      `expected ${expected[first]} (${hex(e, first * size, size)}); ${count} of ${actual.length} elements differ`,
  );
}

function bytesOf(array: TypedArray): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

function sameBytes(a: Uint8Array, b: Uint8Array, start: number, size: number): boolean {
  for (let i = start; i < start + size; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The bits of an element, most significant byte first (the hosts that run JavaScript are little-endian). */
function hex(bytes: Uint8Array, start: number, size: number): string {
  const digits = Array.from(bytes.subarray(start, start + size), (byte) =>
    byte.toString(16).padStart(2, '0'),
  );
  return `0x${digits.reverse().join('')}`;
}

function assertSameLength(actual: number, expected: number, label: string): void {
  if (actual !== expected) throw new Error(`${label} has ${actual} elements, expected ${expected}`);
}
