import type { Artifact, ArtifactOrigin, ArtifactStore, Media } from "@hugginggpt/shared";

/** One transparent pixel. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);
/** The beginning of a video in an ISO container: enough to be known as one. */
export const MP4 = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from("ftypisom\0\0\u0002\0isomiso2mp41", "latin1"),
]);
export const FLAC = Buffer.concat([Buffer.from("fLaC"), Buffer.alloc(40)]);
export const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]);

export const picture: Media = { kind: "image", bytes: PNG, mediaType: "image/png", name: "p.png" };
export const recording: Media = { kind: "audio", bytes: FLAC, mediaType: "audio/flac", name: "r.flac" };
export const clip: Media = { kind: "video", bytes: MP4, mediaType: "video/mp4", name: "c.mp4" };

/** Keeps one file in a store and returns it. */
export async function keepOne(store: ArtifactStore, media: Media, origin: ArtifactOrigin): Promise<Artifact> {
  const [kept] = await store.keep({ media: [media] }, origin);
  if (!kept) throw new Error("the store kept nothing");
  return kept;
}
