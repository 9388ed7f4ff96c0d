import { audio, image, prompt, video } from "./arg-specs.js";
import type { CatalogueRow } from "./catalogue-row.js";
import type { ControlTask, TaskId } from "./task-id.js";

/** Edge maps: models for one kind can substitute for another. */
const edges = (name: string, summary: string, aliases: readonly string[], others: readonly TaskId[]) =>
  ({ name, summary, args: [image], outputs: ["image"], equivalents: others, aliases }) satisfies CatalogueRow;

/** A picture guided by another: models that take a picture and words can substitute. */
const guided = (name: string, guide: string, aliases: readonly string[] = []) =>
  ({
    name,
    summary: `make a picture from a description, guided by ${guide}`,
    args: [{ ...image, description: guide }, prompt],
    outputs: ["image"],
    equivalents: ["image-text-to-image", "image-to-image"],
    aliases,
  }) satisfies CatalogueRow;

/**
 * The tasks that are not tags of the Hub. Edge maps need a tool of their own; depth, segments and
 * poses come from models of the Hub's tasks; guided pictures from models that take a picture and words.
 */
export const CONTROL_ROWS = {
  "canny-control": edges(
    "Canny edges",
    "draw the edges of a picture (Canny)",
    ["canny", "canny-edge-detection", "edge-detection", "edge-map"],
    ["hed-control", "scribble-control"],
  ),
  "hed-control": edges(
    "Soft edges",
    "draw the soft edges of a picture (HED)",
    ["hed", "soft-edge-detection"],
    ["scribble-control", "canny-control"],
  ),
  "mlsd-control": edges(
    "Straight lines",
    "draw the straight lines of a picture (M-LSD)",
    ["mlsd", "line-detection"],
    ["canny-control"],
  ),
  "normal-control": edges(
    "Normal map",
    "draw the surface directions of a picture (normal map)",
    ["normal-map", "normal-estimation"],
    [],
  ),
  "scribble-control": edges(
    "Scribble",
    "draw a picture as a scribble of its outlines",
    ["image-to-scribble", "line-art"],
    ["hed-control", "canny-control"],
  ),
  "openpose-control": {
    name: "Pose of a person",
    summary: "find the pose of people in a picture, as joints",
    args: [image],
    outputs: ["keypoints"],
    equivalents: ["keypoint-detection"],
    aliases: ["openpose"],
  },
  "depth-control": {
    name: "Depth map",
    summary: "draw the distances in a picture (depth map)",
    args: [image],
    outputs: ["image"],
    equivalents: ["depth-estimation"],
    aliases: ["midas-control"],
  },
  "seg-control": {
    name: "Segment map",
    summary: "cut a picture into segments that can guide another picture",
    hint: "segments that guide another picture",
    args: [image],
    outputs: ["masks"],
    equivalents: ["image-segmentation", "mask-generation"],
    aliases: ["segment-map"],
  },
  "canny-text-to-image": guided("Canny edges to picture", "an edge map"),
  "hed-text-to-image": guided("Soft edges to picture", "a map of soft edges"),
  "mlsd-text-to-image": guided("Straight lines to picture", "a drawing of straight lines"),
  "normal-text-to-image": guided("Normal map to picture", "a normal map"),
  "scribble-text-to-image": guided("Scribble to picture", "a scribble", ["scribble-to-image"]),
  "openpose-text-to-image": guided("Pose to picture", "a pose", ["pose-to-image"]),
  "depth-text-to-image": guided("Depth map to picture", "a depth map", ["depth-to-image"]),
  "seg-text-to-image": guided("Segment map to picture", "a segment map"),
  "video-dubbing": {
    name: "Video dubbing",
    summary: "put sound into a video: speech, narration or music",
    hint: "put sound into it",
    args: [video, audio],
    outputs: ["video"],
    heading: "Dubbed video",
    aliases: ["dubbing", "dub", "video-narration", "add-audio-to-video", "add-sound-to-video"],
  },
} satisfies Record<ControlTask, CatalogueRow>;
