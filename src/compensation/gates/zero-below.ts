/** Silences what is smaller in magnitude than a threshold. */
export function zeroBelow(values: Float32Array, threshold: number): void {
  for (let i = 0; i < values.length; i++) if (Math.abs(values[i]) < threshold) values[i] = 0;
}
