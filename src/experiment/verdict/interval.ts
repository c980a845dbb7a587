/**
 * Intervals of shares that were counted over test samples.
 *
 * One share: the score interval (Wilson, J. Am. Stat. Assoc. 22:209, 1927), whose coverage holds for few samples and
 * for shares near 0 and 1, where ± z·σ fails (Brown, Cai and DasGupta, Stat. Sci. 16:101, 2001). A mean of shares, as
 * balanced accuracy is one: the score intervals of all shares put together by variance estimates recovery (Zou, Huang
 * and Zhang, Comput. Stat. Data Anal., 2009).
 */
export type Interval = readonly [low: number, high: number];

/** Standard normal quantile of 99.5 %: the best of several arms is judged, so that 95 % would be passed by luck. */
export const Z99 = 2.5758;

/** Of a share 0–1 of `count` samples; all of [0, 1] where there are none. */
export function scoreInterval(share: number, count: number, z = Z99): Interval {
  if (count === 0) return [0, 1];
  const spread = (z * z) / count;
  const centre = (share + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((share * (1 - share)) / count + spread / (4 * count))) / (1 + spread);
  // At its end of the scale a share is its own bound, but for rounding.
  return [share === 0 ? 0 : centre - half, share === 1 ? 1 : centre + half];
}

/** Of the mean of independent shares, each of so many samples. */
export function intervalOfMean(
  shares: readonly { readonly share: number; readonly count: number }[],
  z = Z99,
): Interval {
  let [mean, below, above] = [0, 0, 0];
  for (const { share, count } of shares) {
    const [low, high] = scoreInterval(share, count, z);
    mean += share / shares.length;
    below += (share - low) ** 2;
    above += (high - share) ** 2;
  }
  return [mean - Math.sqrt(below) / shares.length, mean + Math.sqrt(above) / shares.length];
}
