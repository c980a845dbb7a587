/**
 * Double-precision exp, expm1, log, log1p and tanh with the same bits in every JavaScript engine.
 *
 * `Math.exp` and its kin may differ in their last bits between engines; these use only what IEEE 754 and ECMAScript
 * specify exactly: + − × ÷, floor, comparison and the bits of a number. Argument reductions and the minimax
 * coefficients are those of fdlibm (Sun Microsystems 1993, e_exp.c and e_log.c). Relative error below 1e-15, also
 * of expm1 and log1p near 0.
 */

const word = new DataView(new ArrayBuffer(8));

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;
const HALF_LN2 = 0.34657359027997264;
const EXP = [
  0.16666666666666602, -0.0027777777777015593, 0.00006613756321437934, -0.0000016533902205465252,
  4.1381367970572385e-8,
];
const LOG = [
  0.6666666666666735, 0.3999999999940942, 0.2857142874366239, 0.22222198432149784, 0.1818357216161805,
  0.15313837699209373, 0.14798198605116586,
];

/** 2^k for −1022 ≤ k ≤ 1023. */
function powerOfTwo(k: number): number {
  word.setInt32(0, (k + 1023) << 20);
  word.setInt32(4, 0);
  return word.getFloat64(0);
}

/** y·2^k, through subnormals to 0 and up to infinity. */
function scale(y: number, k: number): number {
  if (k > 1023) return y * powerOfTwo(1023) * powerOfTwo(Math.min(k - 1023, 1023));
  if (k < -1022) return y * powerOfTwo(k + 1000) * powerOfTwo(-1000);
  return y * powerOfTwo(k);
}

function horner(coefficients: readonly number[], x: number): number {
  let sum = coefficients[coefficients.length - 1];
  for (let i = coefficients.length - 2; i >= 0; i--) sum = sum * x + coefficients[i];
  return sum;
}

/** e^(high − low) − 1 for |high − low| ≤ ln(2)/2: e^r = 1 + r + r·c / (2 − c). */
function expm1Reduced(high: number, low: number): number {
  const r = high - low;
  const square = r * r;
  const c = r - square * horner(EXP, square);
  return high - (low - (r * c) / (2 - c));
}

/** e^x. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Number.POSITIVE_INFINITY;
  if (x < -745.1332191019411) return 0;
  if (Number.isNaN(x)) return x;
  const k = Math.floor(x * INVERSE_LN2 + 0.5);
  return scale(1 + expm1Reduced(x - k * LN2_HIGH, k * LN2_LOW), k);
}

/** e^x − 1, accurate near 0. */
export function expm1(x: number): number {
  if (x === 0) return x;
  return Math.abs(x) <= HALF_LN2 ? expm1Reduced(x, 0) : exp(x) - 1;
}

/** ln(1 + f) + k·ln 2 for 1 + f in [√½, √2]. */
function logReduced(f: number, k: number): number {
  const s = f / (2 + f);
  const square = s * s;
  const series = square * horner(LOG, square);
  const half = 0.5 * f * f;
  return k * LN2_HIGH - (half - (s * (half + series) + k * LN2_LOW) - f);
}

/** Natural logarithm; −∞ at 0, NaN below. */
export function log(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return x > 0 ? x : Number.NaN;
  const subnormal = x < 2.2250738585072014e-308;
  word.setFloat64(0, subnormal ? x * 18014398509481984 : x);
  const high = word.getInt32(0);
  let k = (high >> 20) - 1023 - (subnormal ? 54 : 0);
  word.setInt32(0, (high & 0x000fffff) | 0x3ff00000);
  let m = word.getFloat64(0);
  if (m > Math.SQRT2) {
    m *= 0.5;
    k += 1;
  }
  return logReduced(m - 1, k);
}

/** ln(1 + x), accurate near 0; −∞ at −1, NaN below. */
export function log1p(x: number): number {
  if (x === 0) return x;
  return x > -0.29 && x < 0.41 ? logReduced(x, 0) : log(1 + x);
}

/** Hyperbolic tangent. */
export function tanh(x: number): number {
  if (x === 0 || Number.isNaN(x)) return x;
  const size = Math.abs(x);
  let y: number;
  if (size >= 20) y = 1;
  else if (size >= 1) y = 1 - 2 / (expm1(2 * size) + 2);
  else {
    const t = expm1(-2 * size);
    y = -t / (t + 2);
  }
  return x < 0 ? -y : y;
}
