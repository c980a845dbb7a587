/**
 * Small errors and quiet lines get no pulses: fixed thresholds on the modulator and on the line's rate.
 *
 *   δ_i ← 0 where |Σδ_i| < θ_d; lines with P_j ≤ θ_p left out
 */
import { definePolicy } from '../policy.ts';
import { deadZones, lineLevels } from '../tunable.ts';

export const deadZone = definePolicy({
  name: 'dead-zone',
  summary: 'alternating pair; modulators and line rates below fixed thresholds count as nothing',
  source: 'Chang et al., IEEE JETCAS 8:116, 2018 (thresholds on error and activity)',
  hardware: 'one comparator per line and per column',
  readFree: true,
  settings: {
    scheme: 'alternating',
    centre: 'symmetry-point',
    weightScale: [1, 0.5],
    balance: 0.4,
    deadZone: [0.116, 0.177],
    lineThreshold: 0,
    rate: [0.0184, 0.00015],
  },
  tunable: { deadZone: deadZones, lineThreshold: lineLevels },
});
