/** Faults of src/schedule/. */
const SCHEDULE = ['schedule/schedule.test.ts'];

export const schedule = [
  {
    file: 'src/schedule/clock.ts',
    tests: SCHEDULE,
    faults: [
      ['(steps * step + between) +', '(steps * step) + between +'],
      ['+ pulses * pulse', ''],
    ],
  },
  {
    file: 'src/schedule/schedule.ts',
    tests: SCHEDULE,
    faults: [
      ['(presentation + 1) % every.presentations', 'presentation % every.presentations'],
      ['every.seconds + ROUNDING', 'every.seconds'],
      ['over > progress[0]', 'over >= progress[0]'],
      ['progress[0] = over;', ''],
      ['moment.seconds - progress[1]', 'moment.seconds'],
      ['clock.pulse > 0 ? pulses() : 0', '0'],
      ['presentations: presentation + 1', 'presentations: presentation'],
      ['...(state ? [{ name, values: state }] : [])', ''],
      ['names.indexOf(name) !== k', 'false'],
      ['!(Object.values(every)[0] > 0)', 'false'],
    ],
  },
  {
    file: 'src/schedule/refresh-pairs.ts',
    tests: SCHEDULE,
    faults: [
      ['refreshPairs(crossbar, presentation)', 'refreshPairs(crossbar, 0)'],
      ['every: { presentations }', 'every: { presentations: 1 }'],
      ['network.projections[projection].synapses', 'network.projections[0].synapses'],
    ],
  },
];
