/** What an organisation of synapses does with the updates of a layer. */
import type { OuterProduct } from '../crossbar/product.ts';

export interface Updates {
  /** Takes the outer product whose lines and factors lie in the main crossbar's. */
  write(product: OuterProduct): void;
  /** After every update, one that a gate kept back included: `update` counts from 0. */
  turn(update: number): void;
}
