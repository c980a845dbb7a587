/**
 * The words that describe a crossbar to the kernels: `array` points at them, each is 32 bits wide, and the numbers here
 * are their byte offsets. Every export is one word, and the words fill the description without a gap: to move one, swap
 * two numbers; to add one, add a line.
 *
 * AssemblyScript, TypeScript and, as plain JavaScript, bench/native/build.js read this file: it imports nothing and
 * gives no types.
 *
 * m is the number of devices per polarity; a plane is [rows][stride], row-major, 4 bytes a device. Addresses count bytes
 * from the start of linear memory.
 */

/**
 * Address of the conductances, f32 [2m][rows][stride], shares of a device's window: m planes of positive, then m of
 * negative polarity.
 */
export const CONDUCTANCES = 0;

/** u32: bytes of one plane, 4 · rows · stride. */
export const PLANE_BYTES = 4;

/** u32: m. */
export const DEVICES_PER_POLARITY = 8;

/** Address of the cached weights, f32 [rows][stride] = gain · (Σ G⁺ - Σ G⁻). */
export const WEIGHTS = 12;

/** u32: which devices a pulse moves, SINGLE … ONE_SIDED of array-records. */
export const SCHEME = 16;

/** f32: weight per unit of conductance. */
export const GAIN = 20;

/** Address of the pulses that each device has had, u32 [2m][rows][stride]. */
export const PULSE_COUNTS = 24;

/** Address of the statistics, f64 [5]: the offsets STAT_… of array-records. */
export const STATS = 28;

/** f32: standard deviation of the noise of one pulse, as a share of the range (or of the way gone: NOISE_OF_STEP). */
export const SIGMA = 32;

/**
 * Address of parameters of each device's own, f32 [6][2m][rows][stride] (the planes OWN_… of array-records), or 0 for
 * none.
 */
export const OWN_PARAMETERS = 36;

/**
 * f32: one pulse is g ← scale·g + offset, for every device where OWN_PARAMETERS is 0. The LTD words stand equally far
 * behind those of LTP, so that a kernel chooses between addresses.
 */
export const LTP_SCALE = 40;

/** f32. */
export const LTP_OFFSET = 44;

/** f32. */
export const LTD_SCALE = 48;

/** f32. */
export const LTD_OFFSET = 52;

/** f32: stored levels - 1 of a device with discrete states, 0 for a continuous one. */
export const LAST_STATE = 56;

/**
 * Address of the updates still owed, f32 [rows][stride] in units of weight, from which every true change of a weight
 * is taken; 0 for none.
 */
export const OWED = 60;

/**
 * Address of the steps of a law that is not affine, f32 [2][nodes], 0 for an affine one: what an LTP and what an LTD
 * pulse moves a device (in shares of its window, ≥ 0) at conductances equally spaced over its window; linear between
 * them. The scales, common or of a device's own, are then factors of these steps, and the offsets are not used.
 */
export const STEP_TABLE = 64;

/** f32: nodes - 1. */
export const LAST_NODE = 68;

/** u32, 1: the noise of a train is σ/√n of the way that it has gone; 0: σ·√n of the range. */
export const NOISE_OF_STEP = 72;

/**
 * Address of the quantiles of steps that are drawn, f32 [2][nodes][quantiles], 0 for steps that are certain: at
 * probabilities equally spaced from 0 to 1; below 0 where a pulse may go the wrong way. STEP_TABLE then holds their
 * means, for plans.
 */
export const DRAWN_STEPS = 76;

/** f32: quantiles - 1. */
export const LAST_QUANTILE = 80;
