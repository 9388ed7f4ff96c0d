export { decodePicture, encodePng, type Raster } from "@hugginggpt/shared/pictures";
