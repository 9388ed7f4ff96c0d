import type { Artifact, ArtifactOrigin, ArtifactStore, Media } from "@hugginggpt/shared";

/** Keeps one file and returns it. */
export async function keepOne(store: ArtifactStore, media: Media, origin: ArtifactOrigin): Promise<Artifact> {
  const [kept] = await store.keep({ media: [media] }, origin);
  if (!kept) throw new Error("the store kept nothing");
  return kept;
}
