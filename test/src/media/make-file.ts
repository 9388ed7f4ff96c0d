import type { MadeFile } from "./file-shelf.js";
import { simulatedGlb } from "./simulated-glb.js";
import { simulatedMp4 } from "./simulated-mp4.js";
import { simulatedPng } from "./simulated-png.js";
import { simulatedWav } from "./simulated-wav.js";

/** The kinds of file that simulated models make. */
export type MadeKind = "image" | "audio" | "video" | "3d";

/** Returns the file that a simulated model makes of a prompt. */
export function makeFile(kind: MadeKind, prompt: string): MadeFile {
  switch (kind) {
    case "image":
      return { bytes: simulatedPng(prompt), mediaType: "image/png", extension: "png" };
    case "audio":
      return { bytes: simulatedWav(prompt), mediaType: "audio/wav", extension: "wav" };
    case "video":
      return { bytes: simulatedMp4(), mediaType: "video/mp4", extension: "mp4" };
    case "3d":
      return { bytes: simulatedGlb(), mediaType: "model/gltf-binary", extension: "glb" };
  }
}

/** Returns the kind of file that a task makes; null for a task that makes none. */
export function fileKindOf(task: string): MadeKind | null {
  if (task.endsWith("-to-image")) return "image";
  if (task.endsWith("-to-3d")) return "3d";
  if (/-to-(?:speech|audio)$/.test(task)) return "audio";
  return task.endsWith("-to-video") ? "video" : null;
}
