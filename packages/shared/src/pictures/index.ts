export { imageFrames } from "../media/image-frames.js";
export { asPng } from "./as-png.js";
export { decodePicture, encodePng } from "./decode-picture.js";
export { isUniformPicture } from "./is-uniform.js";
export { type PictureProblem, pictureProblem, pictureSize } from "./picture-problem.js";
export { MAX_PIXELS, type Raster } from "./raster.js";
export { shrunk } from "./shrunk.js";
