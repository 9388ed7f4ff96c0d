import type { CliCommand } from "../../program/cli-command.js";
import { localDoctorCommand } from "./doctor.js";
import { duCommand } from "./du.js";
import { installCommand } from "./install.js";
import { listModelsCommand } from "./list.js";
import { pullCommand } from "./pull.js";
import { removeCommand } from "./rm.js";

const HELP = `
Models with ONNX files run on this machine, without an account. Install their runtime first (\`install\`); models come from
the Hub when a run needs them, or with \`pull\`. A folder of your own can be a model too: local:/path/to/model.`;

/** Gives `hugginggpt local` its options, help and action, and returns it. */
export function localCommand(command: CliCommand): CliCommand {
  const adds = [installCommand, listModelsCommand, pullCommand, removeCommand, duCommand, localDoctorCommand];
  for (const add of adds) add(command);
  return command.textBelow(HELP);
}
