/** All gates. */
import { deadZone } from './dead-zone.ts';
import { errorTrigger } from './error-trigger.ts';
import { eventServo } from './event-servo.ts';
import type { GateKind } from './gate-kind.ts';
import { lineThreshold } from './line-threshold.ts';
import { stopLearning } from './stop-learning.ts';

/** In the order in which they act: what a dead zone takes out is no event for the servo. A user's own come after them. */
export const gates = [
  errorTrigger,
  stopLearning,
  deadZone,
  eventServo,
  lineThreshold,
] as const satisfies readonly GateKind[];
