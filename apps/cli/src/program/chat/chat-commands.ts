import { closest } from "@hugginggpt/shared";
import { fixed, t } from "../../lang/words.js";

/** The commands of a chat, each with what it does. */
const COMMANDS = {
  "/file": "PATH  adds a file, the files of a folder, or what an http(s) address holds",
  "/files": "lists the files that requests can use",
  "/plan": "shows the last plan",
  "/runs": "lists the latest runs, of this chat and others",
  "/clear": "starts a new chat, without the messages and files of this one",
  "/help": "shows this",
  "/quit": "ends the chat, as Ctrl-D does; Ctrl-C cancels a running request",
} as const;

export type ChatCommand = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as ChatCommand[];

/** Words that people type for a command. */
const WORDS: Readonly<Record<string, ChatCommand>> = {
  "?": "/help",
  "/?": "/help",
  h: "/help",
  exit: "/quit",
  "/exit": "/quit",
  q: "/quit",
  ":q": "/quit",
  "/q": "/quit",
  bye: "/quit",
  logout: "/quit",
};

/** Returns the help of a chat. */
export function chatHelp(): string {
  return [
    t`Each line is a request; it may refer to earlier requests and to the files that they made.`,
    t`Pasted lines, and lines between """, are one request.`,
    ...Object.entries(COMMANDS).map(([name, what]) => `${name.padEnd(7)} ${fixed(what)}`),
  ].join("\n");
}

/** The meaning of a line: a command, an unknown command, or a request. */
export type ChatInput =
  | { readonly command: ChatCommand; readonly rest: string }
  | { readonly unknown: string; readonly near: string | null }
  | { readonly request: string };

/**
 * Returns what a line asks for. A command may omit its slash if it stands alone: such a word is no request worth paying
 * for. A path is no command.
 */
export function parseInput(line: string): ChatInput {
  const text = line.trim();
  const alone = text.toLowerCase().replace(/(?<=\w)[.!;()]+$/, "");
  const word = WORDS[alone] ?? COMMAND_NAMES.find((name) => name === alone || name === `/${alone}`);
  if (word) return { command: word, rest: "" };
  const [, name = "", rest = ""] = /^(\/[a-z?]+)(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  const command = COMMAND_NAMES.find((one) => one === name.toLowerCase());
  if (command) return { command, rest: rest.trim() };
  if (name) return { unknown: name, near: closest(name.toLowerCase(), COMMAND_NAMES, 1)[0] ?? null };
  return { request: text };
}
