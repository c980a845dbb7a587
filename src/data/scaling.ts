/**
 * Numbers of any range as intensities 0–255.
 */

/** 'column': each feature over its own range. 'common': all over one range, for images and spectra. */
export type Scaling = 'column' | 'common';

/**
 * byte = ⌊255·(v − min)/(max − min) + ½⌋, where min and max are those of the rows in `fitted` (the training part, so
 * that nothing of the test part is known in training). Values outside are clipped; a constant feature becomes 0.
 *
 * @param values rows × features, finite
 * @param fitted numbers of the rows that define the range, at least one
 */
export function scaleToBytes(
  values: Float64Array,
  features: number,
  fitted: ArrayLike<number>,
  scaling: Scaling,
): Uint8Array {
  const least = new Float64Array(features).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(features).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < fitted.length; i++) {
    for (let feature = 0, at = fitted[i] * features; feature < features; feature++, at++) {
      least[feature] = Math.min(least[feature], values[at]);
      most[feature] = Math.max(most[feature], values[at]);
    }
  }
  if (scaling === 'common') {
    least.fill(least.reduce((a, b) => Math.min(a, b)));
    most.fill(most.reduce((a, b) => Math.max(a, b)));
  }
  const bytes = new Uint8Array(values.length);
  for (let at = 0, feature = 0; at < values.length; at++) {
    bytes[at] = intensity(values[at], least[feature], most[feature]);
    if (++feature === features) feature = 0;
  }
  return bytes;
}

/** Halves, because max − min may be more than the greatest double. */
function intensity(value: number, least: number, most: number): number {
  const span = most / 2 - least / 2;
  if (!(span > 0)) return 0;
  const fraction = (value / 2 - least / 2) / span;
  return Math.floor(255 * Math.min(1, Math.max(0, fraction)) + 0.5);
}
