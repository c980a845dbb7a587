/**
 * What stands behind the addresses of a crossbar's description (array-words), and the hits that go from a plan to the
 * devices. Read by the same three languages as array-words: imports nothing, gives no types.
 */

/** Values of the word SCHEME. One device is written, against a reference that stays. */
export const SINGLE = 0;

/** Both devices of a pair move, in opposite directions. */
export const COMPLEMENTARY = 1;

/** The polarity bit of the hit says which device of a pair moves. */
export const ALTERNATING = 2;

/** LTP alone: of the positive device for a positive update, else of the negative one. */
export const ONE_SIDED = 3;

/**
 * Statistics, byte offsets of f64: LTP pulses so far. What is kept for both directions stands equally far apart, LTD
 * behind LTP.
 */
export const STAT_LTP_PULSES = 0;

/** LTD pulses so far. */
export const STAT_LTD_PULSES = 8;

/** Pulse trains that ended on a rail. */
export const STAT_RAILS = 16;

/** Σ over LTP pulses of the conductance before their train. */
export const STAT_LTP_MET = 24;

/** Σ over LTD pulses of the conductance before their train. */
export const STAT_LTD_MET = 32;

/** Bytes of the statistics. */
export const STAT_BYTES = 40;

/**
 * Parameters of each device's own: which group of 2m planes, f32 [2m][rows][stride], holds what. As for the words of
 * all devices, LTD stands equally far behind LTP.
 */
export const OWN_LTP_SCALE = 0;

/** Offset of an LTP pulse. */
export const OWN_LTP_OFFSET = 1;

/** Scale of an LTD pulse. */
export const OWN_LTD_SCALE = 2;

/** Offset of an LTD pulse. */
export const OWN_LTD_OFFSET = 3;

/** Lower rail. */
export const OWN_LOW = 4;

/** Upper rail. */
export const OWN_HIGH = 5;

/** Groups of planes. */
export const OWN_GROUPS = 6;

/** A hit, a synapse that gets pulses, byte offsets: u32 element = row · stride + column. */
export const HIT_ELEMENT = 0;

/** i32 2·n + polarity bit, n pulses signed (+ LTP of W, - LTD) and never 0. */
export const HIT_CODE = 4;

/** From one hit to the next. Vector code takes hits apart lane by lane and holds for two words in this order. */
export const HIT_BYTES = 8;

/** Words of scratch that a plan needs for every column, padded to 16. */
export const SCRATCH_WORDS = 3;
