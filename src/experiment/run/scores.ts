/** How well the classes are told apart, from a confusion matrix: rows are true classes, columns those that were chosen. */

export interface Scores {
  /** Mean over the classes of their recall; classes without a test sample do not count. */
  readonly balancedAccuracy: number;
  /** By class: the share of its test samples that were right; null where there are none. */
  readonly recall: readonly (number | null)[];
}

export function scoresOf(confusion: readonly (readonly number[])[]): Scores {
  const recall = confusion.map((row, label) => {
    const samples = row.reduce((sum, count) => sum + count, 0);
    return samples === 0 ? null : row[label] / samples;
  });
  const counted = recall.filter((share) => share !== null);
  return { balancedAccuracy: counted.reduce((sum, share) => sum + share, 0) / counted.length, recall };
}

/** Accuracy: the share of all test samples that were right. */
export function shareRight(confusion: readonly (readonly number[])[]): number {
  let right = 0;
  let all = 0;
  confusion.forEach((row, label) => {
    right += row[label];
    for (const count of row) all += count;
  });
  return right / all;
}
