/** One crossbar, written at every update. */
import type * as v from 'valibot';
import { writeOuterProduct } from '../crossbar/write.ts';
import { kindSchema } from '../schema/kind.ts';
import type { Organisation } from './organisation.ts';

const schema = kindSchema('plain', {});

export const plain = {
  kind: 'plain',
  summary: 'one crossbar, written at every update',
  source: 'the textbook',
  schema,
  build: ([crossbar]) => ({
    write(product) {
      writeOuterProduct(crossbar, product);
    },
    turn() {},
  }),
  bits: () => 0,
  inWords: () => 'written at every update',
} as const satisfies Organisation<v.InferOutput<typeof schema>>;
