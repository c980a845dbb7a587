/**
 * Stop-learning: a layer whose readout is sure of the label writes nothing (margin-based learning).
 *
 *   no update where p(label) > above
 */
import { fraction, option } from '../../schema/option.ts';
import { defineGate } from './gate-kind.ts';

export const stopLearning = defineGate({
  kind: 'stop-learning',
  summary: 'no update where the readout is sure of the label',
  source: 'Brivio et al., Front. Neurosci. 15:580909, 2021, and the references there',
  options: {
    above: option(fraction, 0.9, 'probability of the label above which nothing is written; 1: never'),
  },
  prepare: ({ above }) => (above < 1 ? { confident: (probability) => probability > above } : {}),
});
