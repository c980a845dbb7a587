/** Kinds and policies that a user brings, to be named in a configuration beside the built-in ones. */
import type { CompensationExtensions } from '../../compensation/all-policies.ts';
import type { DeviceExtensions } from '../../device/device.ts';
import type { LearningExtensions } from '../../learning/options.ts';
import type { EncoderExtensions } from '../../network/encoders/all-encoders.ts';
import type { NeuronExtensions } from '../../network/neurons/all-neurons.ts';

export interface Extensions
  extends DeviceExtensions,
    LearningExtensions,
    CompensationExtensions,
    EncoderExtensions,
    NeuronExtensions {}
