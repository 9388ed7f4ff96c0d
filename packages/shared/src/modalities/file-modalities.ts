import type { MediaKind } from "../nouns/value.js";
import type { Modality } from "./modality.js";

/** The kinds of data that are files. */
export const FILE_MODALITIES: Readonly<Record<MediaKind, Modality>> = {
  image: {
    word: "a picture",
    example: "photo.jpg",
    extensions: ["jpg", "jpeg", "png", "gif", "webp", "bmp", "tif", "tiff", "avif", "heic"],
    // Drawn on the picture in which it was found.
    readFrom: ["boxes", "masks", "keypoints"],
    pace: "image",
  },
  audio: {
    word: "a recording",
    example: "talk.mp3",
    extensions: ["wav", "mp3", "flac", "ogg", "oga", "opus", "m4a", "aac", "wma"],
    // It has a sound track.
    readFrom: ["video"],
    pace: "audio",
  },
  video: {
    word: "a video",
    example: "clip.mp4",
    extensions: ["mp4", "webm", "mov", "mkv", "avi"],
    readFrom: [],
    pace: "video",
  },
  "3d": {
    word: "a 3D object",
    example: "object.glb",
    extensions: ["glb", "gltf", "obj", "stl", "ply"],
    readFrom: [],
    pace: "video",
  },
};
