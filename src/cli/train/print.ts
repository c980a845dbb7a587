/** One run in rows of text. */
import type { RunRecord } from '../../experiment/run/record.ts';
import { plainLine } from '../../report/text/plain.ts';
import { runInWords } from '../../report/text/run-in-words.ts';
import { counted, percent, quantity } from '../../report/text/words.ts';
import { printRows } from '../shared/columns.ts';

/** What `--json` adds to the record: what it is worth. */
export function withVerdict(record: RunRecord) {
  return { ...record, verdict: runInWords(record) };
}

/** What was learnt, and the numbers. Ends with a line break. */
export function inRows(record: RunRecord): string {
  const { accuracy, hiddenAccuracy, pulsesPerSample, updateReads, conductanceHash, samplesPerSecond } =
    record;
  const { digitalBitsPerSynapse, devicesPerSynapse, maxPulsesPerDevice } = record;
  const rows = printRows([
    ['output accuracy', `${percent(accuracy)} %`],
    ['balanced accuracy', `${percent(record.balancedAccuracy)} %`],
    ['hidden accuracy', `${percent(hiddenAccuracy)} %`],
    ['pulses per sample', quantity(pulsesPerSample)],
    ['busiest device', counted(maxPulsesPerDevice, 'pulse')],
    ['update reads', quantity(updateReads)],
    [
      'per synapse',
      `${counted(devicesPerSynapse, 'device')}, ${counted(digitalBitsPerSynapse, 'digital bit')}`,
    ],
    ['speed', `${quantity(Math.round(samplesPerSecond))} samples/s`],
    ['conductances', conductanceHash],
  ]);
  return `${runInWords(record).sentences.map(plainLine).join('\n')}\n\n${rows}\n`;
}
