import type { CliContext } from "../program/cli-context.js";
import type { Output } from "./terminal.js";

/** How a terminal takes pictures: as iTerm2 does (also WezTerm, mintty), or as kitty does (also Ghostty). */
export type PictureProtocol = "iterm" | "kitty";

/** Cells that a picture is wide. */
const WIDTH = 40;
/** Base64 characters in one of kitty's escape sequences at most (its graphics protocol, "Remote client"). */
const CHUNK = 4096;
const ITERM_TYPES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif"]);

/**
 * Returns how pictures can be shown on a stream; null if they cannot: it is no terminal, does not announce the ability,
 * or runs inside tmux or screen, which drop pictures.
 */
export function pictureProtocol(
  stream: Pick<Output, "isTTY">,
  env: CliContext["env"],
): PictureProtocol | null {
  const { TERM = "", TERM_PROGRAM = "", LC_TERMINAL, KITTY_WINDOW_ID, TMUX, STY } = env;
  if (!stream.isTTY || TMUX || STY || /^(dumb|screen|tmux)/.test(TERM)) return null;
  if (KITTY_WINDOW_ID || /^xterm-(kitty|ghostty)$/.test(TERM) || TERM_PROGRAM === "ghostty") return "kitty";
  const isIterm = ["iTerm.app", "WezTerm", "mintty"].includes(TERM_PROGRAM) || LC_TERMINAL === "iTerm2";
  return isIterm ? "iterm" : null;
}

/** Returns what a terminal is sent to show a picture; null for a type that it does not take: kitty takes PNG alone. */
export function pictureSequence(
  bytes: Uint8Array,
  mediaType: string,
  protocol: PictureProtocol,
): string | null {
  const base64 = Buffer.from(bytes).toString("base64");
  if (protocol === "kitty") return mediaType === "image/png" ? kittySequence(base64) : null;
  if (!ITERM_TYPES.has(mediaType)) return null;
  const options = `inline=1;size=${bytes.byteLength};width=${WIDTH};preserveAspectRatio=1`;
  return `\u001b]1337;File=${options}:${base64}\u0007`;
}

/** `q=2`: the terminal answers nothing, which would arrive as typed input. */
function kittySequence(base64: string): string {
  const chunks = base64.match(new RegExp(`.{1,${CHUNK}}`, "g")) ?? [];
  return chunks
    .map((chunk, i) => {
      const first = i === 0 ? `a=T,f=100,c=${WIDTH},` : "";
      return `\u001b_G${first}q=2,m=${i === chunks.length - 1 ? 0 : 1};${chunk}\u001b\\`;
    })
    .join("");
}
