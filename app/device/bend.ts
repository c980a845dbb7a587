/** From where the hand is to the nonlinearity of a branch. */

/**
 * ν of the branch whose middle is at conductance g. Halfway through its pulses a branch has moved by 1/(1 + e^(−ν/2)) of
 * the range (affine law, n = N/2).
 */
export function nuThrough(branch: 'ltp' | 'ltd', g: number, retracing: boolean): number {
  // A retracing LTD is a mirror image of the LTP branch: bent upwards as that is.
  const moved = branch === 'ltd' && !retracing ? 1 - g : g;
  const share = Math.min(0.9999, Math.max(0.5, moved));
  return -2 * Math.log((1 - share) / share);
}
