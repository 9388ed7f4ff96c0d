import { Help } from "commander";
import { wrapText } from "../render/terminal.js";
import { textWidth } from "../render/text-width.js";
import { Recognition } from "./recognition.js";
import { fixed, type Speech, t } from "./words.js";
import commander from "./zh/commander.json" with { type: "json" };
import faults from "./zh/faults.json" with { type: "json" };
import help from "./zh/help.json" with { type: "json" };
import messages from "./zh/messages.json" with { type: "json" };
import outcomes from "./zh/outcomes.json" with { type: "json" };
import packages from "./zh/packages.json" with { type: "json" };
import server from "./zh/server.json" with { type: "json" };
import tasks from "./zh/tasks.json" with { type: "json" };

/** Returns Simplified Chinese. The words that it uses are listed in decision 28. */
export function chinese(): Speech {
  const texts = Object.entries({
    ...commander,
    ...faults,
    ...help,
    ...messages,
    ...outcomes,
    ...packages,
    ...server,
    ...tasks,
  });
  return Object.assign(new Recognition(new Map(texts)), { help: HELP, tag: "zh-Hans" });
}

const base = new Help();

/** How commander makes help: in the language that is spoken, with wide characters counted as two. */
const HELP: Partial<Help> = {
  displayWidth: textWidth,
  boxWrap: wrapText,
  styleTitle: fixed,
  commandDescription: (command) => fixed(base.commandDescription(command)),
  subcommandDescription: (command) => fixed(base.subcommandDescription(command)),
  argumentDescription: (argument) =>
    described(argument.description, (one) => base.argumentDescription(Object.create(argument, one))),
  optionDescription: (option) =>
    described(option.description, (one) => base.optionDescription(Object.create(option, one))),
};

/** A description, and what commander adds in brackets to an empty one: choices and default. */
function described(description: string, without: (bare: PropertyDescriptorMap) => string): string {
  const added = without({ description: { value: "" } });
  const [, choices, value] = /^\((?:choices: (.*?))?(?:, )?(?:default: (.*))?\)$/.exec(added) ?? [];
  const notes = [...(choices ? [t`choices: ${choices}`] : []), ...(value ? [t`default: ${value}`] : [])];
  return notes.length > 0
    ? t`${fixed(description)} (${notes.join(", ")})`
    : `${fixed(description)}${added && ` ${added}`}`;
}
