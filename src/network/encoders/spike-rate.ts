/** The rate of the encoders whose spikes, or currents, grow in proportion to the intensity. */
import { option, share } from '../../schema/option.ts';

export const spikeRate = option(share, 0.2, 'spikes per step (or current) at full intensity, 0 < rate ≤ 1');
