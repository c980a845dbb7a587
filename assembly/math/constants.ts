/**
 * Numbers that vector loops need in registers. V8 builds a v128 literal anew at every use, three instructions inside
 * the loop; a splat from memory before the loop stays in its register.
 */
const WORDS = memory.data<u32>(
  [
    0x9e3779b9, 0x7feb352d, 0x846ca68b, 0x3f800000, 0x0da24260, 0x33800000, 0x7fffffff, 0x4efffc00, 0, 1, 2,
    3, 4,
  ],
  16,
);

/** Room for one word on its way into all lanes. */
const LANE = memory.data(16, 16);

/** x in every lane, through memory: V8 moves a plain splat to its use, into the loop. */
export function broadcast(x: u32): v128 {
  store<u32>(LANE, x);
  return v128.load32_splat(LANE);
}
export function broadcastFloat(x: f32): v128 {
  store<f32>(LANE, x);
  return v128.load32_splat(LANE);
}

/** The Weyl step and the two multipliers of `random.ts`. */
export function weylStep(): v128 {
  return v128.load32_splat(WORDS);
}
export function firstMultiplier(): v128 {
  return v128.load32_splat(WORDS, 4);
}
export function secondMultiplier(): v128 {
  return v128.load32_splat(WORDS, 8);
}
/** 1 in every lane. */
export function ones(): v128 {
  return v128.load32_splat(WORDS, 12);
}
/** 1e-30, below which traces are silent. */
export function tiny(): v128 {
  return v128.load32_splat(WORDS, 16);
}
/** 2^-24, the step of a uniform number. */
export function twoToMinus24(): v128 {
  return v128.load32_splat(WORDS, 20);
}
/** All bits of a float32 but its sign. */
export function magnitudeBits(): v128 {
  return v128.load32_splat(WORDS, 24);
}
/** 2^31 - 2^17. */
export function nearTwoTo31(): v128 {
  return v128.load32_splat(WORDS, 28);
}
/** 0, 1, 2, 3. */
export function laneNumbers(): v128 {
  return v128.load(WORDS + 32);
}

/** 4 in every lane, a whole number. */
export function fours(): v128 {
  return v128.load32_splat(WORDS, 48);
}
