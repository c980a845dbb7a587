/**
 * What the entries of a configuration that have a flag mean, in the words of the help. They stand apart from the
 * schemas that take them, so that the help of the command line is there before any schema is loaded.
 */
export const MEANING = {
  'dataset.source': 'mnist-10k, a folder of IDX files, or FILE.csv',
  'dataset.label': 'label column of a CSV: a name, first or last',
  'dataset.train': 'training samples, all classes in proportion',
  'dataset.test': 'test samples, all classes in proportion',
  'dataset.validation': 'training samples that judge instead of the test samples',
  'dataset.testFrom': 'test samples from another source',
  'network.hidden': 'sizes of the hidden layers',
  'network.steps': 'time steps of a presentation',
  'training.epochs': 'passes over the training samples',
  'noise.c2c': 'cycle-to-cycle noise',
  'noise.d2d': "device-to-device spread: the device's own, or an assumed one",
  seed: 'seed of everything random',
} as const;
