export { decodePicture, encodePng, MAX_PIXELS, type Raster } from "./raster.js";
