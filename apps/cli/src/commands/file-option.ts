import { Option } from "commander";
import { collectWhole } from "../program/options.js";

/** Returns `--file`: what a request is about. */
export function fileOption(): Option {
  return new Option(
    "-f, --file <path>",
    "a file, a folder (its files by name), an http(s) address, or - for standard input (repeatable)",
  ).argParser(collectWhole);
}
