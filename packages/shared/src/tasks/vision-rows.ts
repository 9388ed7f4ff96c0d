import {
  arg,
  duration,
  height,
  image,
  instruction,
  labels,
  list,
  mask,
  negativePrompt,
  prompt,
  question,
  video,
  width,
} from "./arg-specs.js";
import type { CatalogueRow } from "./catalogue-row.js";
import type { TaskId } from "./task-id.js";

/** Tasks on pictures, video and 3D: what each takes and returns. */
export const VISION_ROWS = {
  "depth-estimation": {
    summary: "estimate the distance of every point of a picture",
    words:
      "depth, distance from camera, depth map, 3d scene, how far, depth of image, distance of objects, depth perception, monocular depth, estimate distance, depth information, obstacle distance",
    args: [image],
    outputs: ["image"],
    aliases: ["depth", "depth-map"],
  },
  "image-classification": {
    summary: "say what a picture shows, as labels",
    words:
      "classify image, image category, identify photo, recognize image, what is in image, image labels, classify pictures, photo category, classify photos, recognize species, breed, plant disease, identify type from image, medical image, cats dogs, food image, age from photo, x-ray, nsfw image, image classifier, images of, identify image, categorize images, recognize objects image, sort photos, image recognition, category of image",
    args: [image],
    outputs: ["labels"],
    controllerCanSee: true,
    equivalents: ["zero-shot-image-classification"],
    aliases: ["image-tagging"],
  },
  "object-detection": {
    summary: "find and count things in a picture, with boxes",
    words:
      "detect objects, object detection, bounding box, count objects, locate objects, find objects, surveillance camera, detect cars, detect people, detect vehicles, number of people, license plate, helmet, drone, detecting, traffic, locate in image, detect tables, count people, identify objects, pedestrians, security camera, position of objects, detect players, find in photo, monitor camera, detect, spot things, everything in image",
    args: [image],
    outputs: ["boxes"],
    heading: "Things in the picture",
    equivalents: ["zero-shot-object-detection"],
    aliases: ["detection"],
  },
  "image-segmentation": {
    summary: "cut a picture into its parts, with masks",
    words:
      "segment image, segmentation, mask of image, background removal, remove background, photo background, image background, cut out, cut away, pixels, semantic segmentation, regions, parts of image, outline, segment objects, separate foreground, satellite image, roads buildings, image segments, different segments, clothes segmentation, panoptic, tumor, lanes, instance segmentation, partition image, damaged areas, separate objects, partition, isolate, foreground",
    args: [image],
    outputs: ["masks"],
    equivalents: ["mask-generation"],
    aliases: ["segmentation", "semantic-segmentation", "background-removal", "instance-segmentation"],
  },
  "text-to-image": {
    summary: "make a picture from a description",
    words:
      "generate image, picture from text, image from description, create art, illustration, draw, painting, artwork, image based on text, text prompt image, generate picture, create image, logo design, image of, poster, cover art, generate artwork, visual from text, images from textual description, diffusion, anime image, design image, visualize, generate images, picture, drawing, render, fantasy, photorealistic, visual representation, depict",
    args: [prompt, negativePrompt, width, height],
    outputs: ["image"],
    heading: "Picture",
    equivalents: ["image-text-to-image"],
    aliases: ["image-generation", "text2image"],
  },
  "image-to-text": {
    summary: "describe a picture or read the text in it",
    words:
      "caption, image caption, describe image, image description, read text image, ocr, handwritten, handwriting, text from image, scanned text, captions for images, alt text, extract text image, describe picture, describe photo, printed text, convert image text, captions, receipt text, image into text, recognize text, read image, tell about picture, about the image",
    args: [image],
    outputs: ["text"],
    heading: "Picture in words",
    controllerCanSee: true,
    textIsResult: true,
    equivalents: ["image-text-to-text"],
    aliases: ["image-captioning", "captioning", "ocr", "optical-character-recognition", "caption"],
  },
  "image-to-image": {
    summary: "change, restyle or enhance a picture",
    words:
      "edit image, transform image, image style, enhance image, super resolution, upscale, restore photo, colorize, sketch into image, resolution, deblur, image editing, inpaint, improve image quality, style transfer, low resolution, increase resolution, modify image, turn photo, canny edge, scribble, control image, pose image, filter photo, image variation, quality of images, line drawing, old photo, edges, new version of image, another version",
    args: [image, instruction, mask, negativePrompt, width, height],
    outputs: ["image"],
    heading: "Picture",
    equivalents: ["image-text-to-image"],
    aliases: ["image-editing", "style-transfer", "super-resolution", "inpainting"],
  },
  "image-to-video": {
    summary: "bring a picture into motion",
    words: "animate image, image into video, animate photo, video from image, motion from picture",
    args: [image, instruction, duration],
    outputs: ["video"],
    heading: "Video",
    equivalents: ["image-text-to-video"],
    aliases: ["image-animation"],
  },
  "unconditional-image-generation": {
    summary: "make a picture of a model's own choosing",
    words:
      "generate random image, unconditional image, images of faces, random faces, generate faces, new images, synthetic images, generate cat images, random pictures, generate realistic images, without text, image dataset generation, art images, sample images, human faces, synthesize image, generate pictures, unconditional generation, dataset augmentation, generate high quality images, unique images",
    args: [],
    outputs: ["image"],
  },
  "video-classification": {
    summary: "say what happens in a video, as labels",
    words:
      "classify video, action recognition, activity video, recognize actions, video category, sports video, activities in video, video clips, video content, video analysis, analyze video, actions in video, human activity, surveillance video, video genre, video, videos, footage, exercise video, categorize videos, detect activity video, highlights, movies",
    args: [video],
    outputs: ["labels"],
    aliases: ["action-recognition"],
  },
  "text-to-video": {
    summary: "make a video from a description",
    words:
      "generate video, video from text, text to video, video based on text, create video, short video, text into video, animated video, make clip, video from description, video generation, video script, scene video, promotional video, synthesize video, video of, animate, film",
    args: [prompt, duration, negativePrompt],
    outputs: ["video"],
    heading: "Video",
    equivalents: ["image-text-to-video"],
    aliases: ["video-generation", "text2video"],
  },
  "image-text-to-text": {
    summary: "answer a question or follow an instruction about a picture",
    words:
      "chat about image, instruction image, understand picture, multimodal chat, vision language, question screenshot",
    args: [image, question],
    outputs: ["text"],
    heading: "Answer",
    controllerCanSee: true,
    equivalents: ["visual-question-answering"],
    aliases: ["visual-chat", "vlm"],
  },
  "image-text-to-image": {
    summary: "make a picture from a picture and a description",
    words:
      "edit picture by instruction, combine pictures, image with reference, controlnet, guided image generation, put object into picture",
    args: [image, prompt],
    outputs: ["image"],
    equivalents: ["image-to-image"],
    aliases: ["controlnet"],
  },
  "image-text-to-video": {
    summary: "make a video from a picture and a description",
    words: "video from picture and text, animate picture by instruction, guided video",
    args: [image, prompt, duration],
    outputs: ["video"],
    equivalents: ["image-to-video"],
  },
  "visual-question-answering": {
    summary: "answer a short question about a picture",
    words:
      "question image, questions about images, answer about picture, visual question, question photo, answer image, ask image, vqa, image question answer, questions about pictures, visual content question, question chart, diagram question, image based question, color in image question, what in photo, what color in image",
    args: [image, question],
    outputs: ["text"],
    heading: "Answer",
    controllerCanSee: true,
    equivalents: ["image-text-to-text", "document-question-answering"],
    aliases: ["vqa"],
  },
  "document-question-answering": {
    summary: "answer a question about a scanned document",
    words:
      "document question, invoice, scanned document, form, receipt, extract information document, contract, pdf, questions about document, bill, document image, forms, documents, extract from invoice, layout, paper document, information from documents, invoices, legal documents, financial document, receipts, invoice number, fields",
    args: [image, question],
    outputs: ["text"],
    heading: "Answer",
    controllerCanSee: true,
    equivalents: ["image-text-to-text", "visual-question-answering"],
    aliases: ["docvqa", "document-qa"],
  },
  "zero-shot-image-classification": {
    summary: "decide which of given labels fits a picture",
    words:
      "zero shot image, image candidate labels, classify images without training, match image text, image class names, classify image given labels, custom image categories, image text matching, images without labels, image from list, new classes image, classify image categories, product images, image possible labels, unseen images",
    args: [image, labels],
    outputs: ["labels"],
    controllerCanSee: true,
    equivalents: ["image-classification"],
  },
  "zero-shot-object-detection": {
    summary: "find things named in words in a picture",
    words:
      "find object described, detect by text, open vocabulary detection, object by description, text query detection, locate described, detect any object",
    args: [image, labels],
    outputs: ["boxes"],
    equivalents: ["object-detection"],
    aliases: ["open-vocabulary-detection"],
  },
  "mask-generation": {
    summary: "outline everything in a picture",
    words: "segment anything, mask generation, outline everything, generate masks, click mask",
    args: [image],
    outputs: ["masks"],
    equivalents: ["image-segmentation"],
  },
  "keypoint-detection": {
    summary: "find joints or landmarks in a picture",
    words: "pose, keypoints, body joints, landmarks, skeleton, facial landmarks, human pose",
    args: [image],
    outputs: ["keypoints"],
    aliases: ["pose-estimation"],
  },
  "image-feature-extraction": {
    summary: "turn a picture into an embedding vector",
    words: "image embedding, image features, image similarity, similar images, image search, visual features",
    args: [image],
    outputs: ["vector"],
    aliases: ["image-embedding"],
  },
  "video-text-to-text": {
    summary: "answer a question about a video",
    words: "question video, describe video, video caption, chat about video, summarize video",
    args: [video, question],
    outputs: ["text"],
    aliases: ["video-question-answering", "video-captioning"],
  },
  "video-to-video": {
    summary: "change a video",
    words: "edit video, video style, upscale video, interpolate frames, video editing",
    args: [video, instruction],
    outputs: ["video"],
    aliases: ["video-editing"],
  },
  "text-to-3d": {
    summary: "make a 3D object from a description",
    words: "3d model from text, generate 3d, 3d object description, text to mesh",
    args: [prompt],
    outputs: ["3d"],
  },
  "image-to-3d": {
    summary: "make a 3D object from a picture",
    words: "3d from image, image into 3d, reconstruct 3d, photo mesh",
    args: [image],
    outputs: ["3d"],
  },
  "visual-document-retrieval": {
    summary: "order pages by how well they answer a query",
    words: "retrieve pages, find page, document screenshot search, page retrieval, search scanned pages",
    args: [
      arg("query", "text", "the query", ["text", "question"]),
      list(arg("images", "image", "the pages", ["image", "pages"])),
    ],
    outputs: ["numbers"],
  },
} satisfies Partial<Record<TaskId, CatalogueRow>>;
