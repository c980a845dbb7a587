/**
 * Small errors and quiet lines get no pulses: fixed thresholds on the modulator and on the line's rate.
 *
 *   δ_i ← 0 where |Σδ_i| < θ_d; lines with P_j ≤ θ_p left out
 */
import { definePolicy } from '../policy.ts';
import { deadZones, lineLevels } from '../tunable.ts';
import { tuned } from '../tuned.ts';

export const deadZone = definePolicy({
  name: 'dead-zone',
  summary: 'alternating pair; modulators and line rates below fixed thresholds count as nothing',
  source: 'Chang et al., IEEE JETCAS 8:116, 2018 (thresholds on error and activity)',
  hardware: 'one comparator per line and per column',
  readFree: true,
  settings: {
    cell: { scheme: 'alternating', centre: 'symmetry-point' },
    gates: { 'dead-zone': {}, 'line-threshold': {} },
  },
  tuned: tuned['dead-zone'],
  tunable: { ...lineLevels, ...deadZones },
});
