/** The window of a device, whatever its law. */

/** next within the rails. Noise at a rail is a coin toss to a branch predictor: vector code has none to ask. */
export function limited(next: f32, low: f32, high: f32): f32 {
  if (ASC_FEATURE_SIMD) {
    const risen = f32x4.pmax(f32x4.splat(next), f32x4.splat(low));
    return f32x4.extract_lane(f32x4.pmin(risen, f32x4.splat(high)), 0);
  }
  return next < low ? low : next > high ? high : next;
}

/** g, or the rail that it has reached: the zero of a rail is +0. */
export function onRails(g: f32, low: f32, high: f32): f32 {
  if (ASC_FEATURE_SIMD) {
    const risen = f32x4.pmax(f32x4.splat(low), f32x4.splat(g));
    return f32x4.extract_lane(f32x4.pmin(f32x4.splat(high), risen), 0);
  }
  return g <= low ? low : g >= high ? high : g;
}
