/** The device and its curve as files for other tools. */
import { labelsOf } from 'memspike/parts';
import type { JSX } from 'preact';
import { saveFile, savePng, saveSvg } from '../share/save.ts';
import { device, law } from '../state/device.ts';
import { curveRows } from './steps.tsx';

export function ExportDevice(): JSX.Element {
  const { name } = device.value;
  const curve = () => document.querySelector<SVGSVGElement>('[data-picture=device-curve] svg')!;
  return (
    <div class="row export">
      <span>Save</span>
      <button
        type="button"
        onClick={() =>
          saveFile(`${name}.json`, `${JSON.stringify(device.value, null, 2)}\n`, 'application/json')
        }
      >
        device.json
      </button>
      <button type="button" onClick={() => saveFile(`${name}.csv`, csvOf(), 'text/csv')}>
        curve.csv
      </button>
      {law.value && (
        <button type="button" onClick={() => saveFile(`${name}-neurosim.txt`, neurosimOf(), 'text/plain')}>
          NeuroSim numbers
        </button>
      )}
      <button type="button" onClick={() => saveSvg(`${name}-curve`, curve())}>
        SVG
      </button>
      <button type="button" onClick={() => void savePng(`${name}-curve`, curve())}>
        PNG
      </button>
    </div>
  );
}

function csvOf(): string {
  const rows = curveRows().map(([pulse, g]) => `${pulse},${g}`);
  return `pulse,conductance (S)\n${rows.join('\n')}\n`;
}

/** The numbers under the names that NeuroSim's Cell.cpp gives them. */
function neurosimOf(): string {
  const { c2c, gMax, onOff } = device.value;
  const { ltp, ltd } = law.value!;
  const labels = labelsOf(law.value!);
  return [
    `NL_LTP = ${labels.ltp.toFixed(2)}`,
    `NL_LTD = ${labels.ltd.toFixed(2)}`,
    `maxNumLevelLTP = ${Math.round(ltp.pulses)}`,
    `maxNumLevelLTD = ${Math.round(ltd.pulses)}`,
    `sigmaCtoC = ${c2c} * (maxConductance - minConductance)`,
    `maxConductance = ${gMax}`,
    `minConductance = ${gMax / onOff}`,
    '',
  ].join('\n');
}
