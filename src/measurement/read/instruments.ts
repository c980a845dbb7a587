/**
 * Files of instruments whose rows say what they are. EasyEXPERT (B1500, B1505): every line begins with what it is,
 * "DataName, Index, Time, I1" and "DataValue, 1, 0.0, 1e-7"; the parameters of the test stand above.
 */
import { numberOf } from './cell.ts';

export interface InstrumentText {
  /** The rows alone, on their own lines. */
  readonly text: string;
  readonly readVoltage?: { readonly volts: number; readonly line: number };
}

const ROW = /^"?Data(Name|Value)"?\s*[,;\t]/;
const BIAS = /^"?(?:TestParameter|AnalysisSetup|MetaData)"?\s*[,;\t]\s*(.*)$/;

/** Undefined for a text of another kind. */
export function easyExpertText(text: string): InstrumentText | undefined {
  if (!/(^|\n)"?Data(Name|Value)"?\s*[,;\t]/.test(text)) return undefined;
  let readVoltage: InstrumentText['readVoltage'];
  const lines = text.split(/\r?\n/);
  const kept = lines.map((line, i) => {
    if (ROW.test(line)) return line.replace(ROW, '').trim();
    const parameter = BIAS.exec(line);
    if (parameter !== null) {
      const volts = voltsOf(parameter[1]);
      if (volts !== undefined) readVoltage ??= { volts, line: i + 1 };
    }
    return '';
  });
  return { text: kept.join('\n'), readVoltage };
}

/** "Measurement.Bias.Source, 0.1", "Vread, 0.2": the volts of the reads, if the name says so. */
function voltsOf(parameter: string): number | undefined {
  const [name, ...rest] = parameter.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, ''));
  if (!/v_?read|read_?(v|bias|volt)|^measurement\.bias\.source/i.test(name)) return undefined;
  const values = rest.filter((cell) => cell !== '').map(numberOf);
  return values.length === 1 && values[0] !== 0 && Number.isFinite(values[0]) ? values[0] : undefined;
}
