/** A curve in one line of text, by eighths of a character. */

const BLOCKS = '▁▂▃▄▅▆▇█';

export interface SparklineRange {
  /** Value of the lowest block. Default: the least of the values. */
  readonly low?: number;
  /** Value of the highest block. Default: the greatest of the values. */
  readonly high?: number;
}

/** One block per value, a space where a value is not finite; equal values stand in the middle. */
export function sparkline(values: readonly number[], range: SparklineRange = {}): string {
  const finite = values.filter(Number.isFinite);
  const low = range.low ?? Math.min(...finite);
  const high = range.high ?? Math.max(...finite);
  return values
    .map((value) => {
      if (!Number.isFinite(value)) return ' ';
      const height = high > low ? (value - low) / (high - low) : 0.5;
      return BLOCKS[Math.max(0, Math.min(BLOCKS.length - 1, Math.floor(height * BLOCKS.length)))];
    })
    .join('');
}
