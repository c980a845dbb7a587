/** What every arm may spend on its tuning. */
export const BUDGET = {
  /** At opposite ends: strong asymmetry, stronger asymmetry, strong noise. */
  devices: ['ag-a-si', 'pcmo', 'alox-hfo2'],
  trials: 14,
  finalists: 3,
  /** Training images that judge. */
  validation: 1600,
  seed: 101,
} as const;
