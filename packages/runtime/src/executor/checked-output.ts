import {
  DATA_TYPES,
  Fault,
  fieldOf,
  fieldsOf,
  isMediaKind,
  oneLine,
  type TaskId,
  type TaskOutput,
  type TaskSpec,
  taskSpec,
  type ValueType,
} from "@hugginggpt/shared";

/** The most files of an output: far above what any task here returns. */
const MAX_FILES = 16;

/**
 * Returns a model's output with texts freed of control characters, and texts and lists cut at a limit.
 * @throws Fault BAD_RESPONSE if an output promised by the catalogue is missing, or if there is a field that no modality
 * has. Finding nothing (no boxes, no names) is an answer; no label, no number or a blank text is not.
 */
export function checkedOutput(task: TaskId, model: string, output: TaskOutput): TaskOutput {
  const strange = Object.keys(output).filter((name) => !isKnown(name));
  if (strange.length > 0) {
    const came = oneLine(strange.join(", "), 120);
    throw new Fault("BAD_RESPONSE", `${model} returned what no task returns`, { wanted: task, came });
  }
  const spec = taskSpec(task);
  const missing = spec.outputs.find((type) => !has(type, spec, output));
  if (missing)
    throw new Fault("BAD_RESPONSE", `${model} returned no ${missing}, which ${task} promises`, {
      wanted: task,
    });
  const { media } = output;
  const files = media ? { media: media.slice(0, MAX_FILES) } : {};
  return Object.assign(files, ...fieldsOf(output).map((field) => field.clean()));
}

function isKnown(name: string): boolean {
  return name === "media" || DATA_TYPES.some((type) => type === name);
}

function has(type: ValueType, { textMayBeEmpty }: TaskSpec, output: TaskOutput): boolean {
  if (isMediaKind(type))
    return output.media?.some(({ kind, bytes }) => kind === type && bytes.byteLength > 0) ?? false;
  const field = fieldOf(type, output);
  return field !== null && (field.isAnswer || (type === "text" && textMayBeEmpty));
}
