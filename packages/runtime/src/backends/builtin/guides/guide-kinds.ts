/** What a picture can be reduced to, by the names of the tools. */
export const GUIDE_KINDS = ["canny", "soft-edges", "line-segments", "scribble", "normals"] as const;
export type GuideKind = (typeof GUIDE_KINDS)[number];
