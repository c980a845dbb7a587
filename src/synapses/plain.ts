/** One crossbar, written at every update. */
import { writeOuterProduct } from '../crossbar/write.ts';
import { defineOrganisation } from './organisation.ts';

export const plain = defineOrganisation({
  kind: 'plain',
  summary: 'one crossbar, written at every update',
  source: 'common practice',
  options: {},
  build: ([crossbar]) => ({
    write(product) {
      writeOuterProduct(crossbar, product);
    },
    turn() {},
  }),
  bits: () => 0,
  inWords: () => 'written at every update',
});
