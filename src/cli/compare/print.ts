/** A comparison in words and as a table, for a terminal or a pipe. */
import type { Comparison } from '../../experiment/compare/comparison.ts';
import { findings } from '../../experiment/verdict/findings.ts';
import { findingInWords, reservations } from '../../report/text/finding-in-words.ts';
import { plainLine } from '../../report/text/plain.ts';
import { comparisonTable, type TableOptions } from '../../report/text/table.ts';

/** Findings, how far they carry, and the table. Ends with a line break. */
export function conclusions(comparison: Comparison, options: TableOptions): string {
  const found = findings(comparison).map((finding) => {
    const [answer, ...reasons] = findingInWords(finding).map(plainLine);
    const device = plainLine(finding.title);
    const title = options.styled ? `\u001b[1m${device}\u001b[22m` : device;
    return [`${title}: ${answer}`, ...reasons.map((reason) => `  ${reason}`)].join('\n');
  });
  return `${[...found, reservations(comparison), comparisonTable(comparison, options)].join('\n\n')}\n`;
}

/** Of a comparison that was stopped: the table alone, since what is missing could turn every verdict. */
export function soFar(comparison: Comparison, options: TableOptions): string {
  return comparison.arms.length + comparison.baselines.length === 0
    ? ''
    : `${comparisonTable(comparison, options)}\n`;
}
