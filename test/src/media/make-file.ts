import type { MadeFile } from "./file-shelf.js";
import { simulatedMp4 } from "./simulated-mp4.js";
import { simulatedPng } from "./simulated-png.js";
import { simulatedWav } from "./simulated-wav.js";

/** Returns the file that a simulated model makes of a prompt. */
export function makeFile(kind: "image" | "audio" | "video", prompt: string): MadeFile {
  switch (kind) {
    case "image":
      return { bytes: simulatedPng(prompt), mediaType: "image/png", extension: "png" };
    case "audio":
      return { bytes: simulatedWav(prompt), mediaType: "audio/wav", extension: "wav" };
    case "video":
      return { bytes: simulatedMp4(), mediaType: "video/mp4", extension: "mp4" };
  }
}

/** Returns the kind of file that a task makes; null for a task that makes none. */
export function fileKindOf(task: string): "image" | "audio" | "video" | null {
  if (/-to-(?:image|3d)$/.test(task)) return "image";
  if (/-to-(?:speech|audio)$/.test(task)) return "audio";
  return task.endsWith("-to-video") ? "video" : null;
}
