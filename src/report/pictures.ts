/** All pictures of a report, named as their files are. */
import type { Comparison } from '../experiment/compare/comparison.ts';
import { type ArmRuns, groupByArm, groupByDevice } from '../experiment/compare/groups.ts';
import type { RunRecord } from '../experiment/run/record.ts';
import { findings } from '../experiment/verdict/findings.ts';
import { accuracyByArm } from './pictures/accuracy-by-arm.ts';
import { accuracyByPrice } from './pictures/accuracy-by-price.ts';
import { accuracyPerEpoch } from './pictures/accuracy-per-epoch.ts';
import { confusion, summed } from './pictures/confusion.ts';
import { type DeviceCurve, deviceCurves } from './pictures/device-curve.ts';
import { distributions } from './pictures/distributions.ts';
import { type Picture, svgOf } from './pictures/plot.ts';
import { pulsesPerDevice } from './pictures/pulses-per-device.ts';

export interface NamedPicture {
  /** Of the file, without ".svg": a–z, 0–9, dots, dashes and underscores. */
  readonly name: string;
  /** The device that the picture is about; undefined for those about all of them. */
  readonly about: string | undefined;
  readonly svg: string;
}

export interface ReportSubject {
  readonly comparison: Comparison;
  /** The runs behind the comparison. */
  readonly records: readonly RunRecord[];
  /** Pulse responses of the devices; may be empty. */
  readonly curves: readonly DeviceCurve[];
}

/** Pictures for which there is something to draw. Per device, the plain arm and the best ones are shown. */
export function drawPictures(
  { comparison, records, curves }: ReportSubject,
  document: Document,
): readonly NamedPicture[] {
  const pictures: NamedPicture[] = [];
  const add = (name: string, about: string | undefined, picture: Picture) =>
    pictures.push({ name, about, svg: svgOf(picture, document) });
  if (comparison.arms.length > 0) add('accuracy-by-arm', undefined, accuracyByArm(comparison));
  if (new Set(comparison.arms.map((arm) => arm.policy)).size > 1)
    add('accuracy-by-price', undefined, accuracyByPrice(comparison));
  if (records.some((record) => record.epochs.length > 1))
    add('accuracy-per-epoch', undefined, accuracyPerEpoch(records));
  if (curves.length > 0) add('device-curves', undefined, deviceCurves(curves));
  const names = new Set<string>();
  for (const { title, runs } of shownRuns(comparison, records)) {
    const file = fileName(title, names);
    const named = runs.map((arm) => ({ label: arm.policy, layers: arm.runs[0].layers }));
    add(
      `distributions-${file}`,
      title,
      distributions(named, { title: `Conductances and weights, ${title}` }),
    );
    if (named.some(({ layers }) => layers.some((layer) => layer.pulsesPerDevice !== undefined))) {
      add(
        `pulses-per-device-${file}`,
        title,
        pulsesPerDevice(named, { title: `Pulses per device, ${title}` }),
      );
    }
    const matrices = runs.map((arm) => ({
      label: arm.policy,
      counts: summed(arm.runs.map((run) => run.confusion)),
    }));
    add(`confusion-${file}`, title, confusion(matrices, { title: `What is taken for what, ${title}` }));
  }
  return pictures;
}

/** For each device, the runs of the plain arm, of the best read-free one and of the best of all. */
function shownRuns(
  comparison: Comparison,
  records: readonly RunRecord[],
): readonly { readonly title: string; readonly runs: readonly ArmRuns[] }[] {
  const shown = new Map(
    findings(comparison).map((finding) => [
      finding.title,
      [finding.plain, finding.bestReadFree, finding.best].flatMap((arm) =>
        arm === undefined ? [] : [arm.policy],
      ),
    ]),
  );
  const arms = groupByArm(records).filter((run) =>
    comparison.arms.some(
      (arm) => arm.device === run.device && arm.policy === run.policy && arm.noise === run.noise,
    ),
  );
  return groupByDevice(arms)
    .map(({ title, arms: runs }) => ({
      title,
      runs: [...new Set(shown.get(title))].flatMap((policy) => runs.filter((run) => run.policy === policy)),
    }))
    .filter(({ runs }) => runs.length > 0);
}

/** A device's name made fit for a file, unlike any in `taken`, to which it is added. */
function fileName(title: string, taken: Set<string>): string {
  const base =
    title
      .toLowerCase()
      .replace(/[^a-z0-9._]+/g, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 60) || 'device';
  let name = base;
  for (let i = 2; taken.has(name); i++) name = `${base}-${i}`;
  taken.add(name);
  return name;
}
