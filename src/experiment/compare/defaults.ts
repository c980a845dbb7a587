/** What verbs and commands do where nothing else is said. Names alone: the command line reads them for its help. */

export const COMPARED = {
  devices: ['ag-a-si', 'pcmo'],
  policies: ['none', 'read-free-pair', 'multi-device', 'shared-residual', 'residual', 'exact'],
  noise: ['on'],
  seeds: [1, 2, 3],
} as const;

export const EXPLAINED = {
  devices: COMPARED.devices,
  policies: ['none'],
  noise: 'on',
  seeds: COMPARED.seeds,
} as const;

/** Of the search of `tune`. */
export const TUNED = { trials: 14, finalists: 3, seed: 101 } as const;
