/**
 * What a random draw is for. Every draw of memspike is a function of (seed, stream, two indices, element): two
 * purposes never share a stream, so that switching one source of randomness off leaves all others as they were
 * (common random numbers).
 */
export const STREAM = {
  split: 1,
  shuffle: 2,
  encodeTrain: 3,
  encodeTest: 4,
  initialWeights: 5,
  readout: 6,
  pulse: 7,
  cycleToCycle: 8,
  deviceToDevice: 9,
  stuck: 10,
  coincidence: 11,
  synthetic: 12,
  mixing: 13,
  chopper: 14,
  read: 15,
  tuning: 99,
} as const;
