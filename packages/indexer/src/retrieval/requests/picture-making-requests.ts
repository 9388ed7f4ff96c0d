import type { Requests } from "./requests.js";

/** Requests for tasks that make or change pictures, video and shapes, and for those that watch video. */
export const PICTURE_MAKING_REQUESTS: Requests = {
  "text-to-image": `
    Draw a picture of a castle on a hill from this description.
    Generate illustrations for a children's book from its text.
    Create artwork in the style of anime from a prompt.
    Design a logo from a written description.
    Make a photorealistic image of a product that does not exist.
    I describe a scene and want an image of it.
    Produce cover art for an album from a few words.
    Visualize the scenes of a novel.
    Illustrate a blog article with a generated picture.
    Produce images of furniture from descriptions.
    Create character portraits for a role playing game from text.
    A designer wants pictures in watercolor from prompts.
    Generate posters from a slogan.
    Turn a poem into a painting.
    Fashion designs from a written idea.
    Create wallpapers from keywords.
    Make an image of a futuristic city at night.
  `,
  "image-to-image": `
    Increase the resolution of an old photo.
    Turn a sketch into a finished picture.
    Colorize black and white photos.
    Make a photo look like a painting.
    Remove the blur from a picture.
    Change the season in a landscape photo.
    Control the generated image by a pose or by edges.
    Restore damaged photographs.
    Edit a photo according to an instruction.
    Fill in a missing part of an image.
    Upscale low resolution pictures for print.
    Turn day into night in pictures.
    Apply the style of a painter to a photo.
    Generate a room design from line drawings.
    Sharpen blurry photographs.
    Turn a depth map or segmentation map into a photo.
    Remove scratches from old photographs.
    Make a cartoon of a selfie.
    Generate variations of a given image.
    Remove rain from images.
  `,
  "unconditional-image-generation": `
    Generate random human faces that do not exist.
    Create new pictures of cats to enlarge a data set.
    Produce synthetic images without any prompt.
    Sample realistic landscapes at random.
    Generate butterfly pictures for an art project.
    Make unlimited new images in the style of a collection.
    We need artificial images to train another model.
    Generate fake celebrity faces.
    Create pictures of churches at random.
    New images of birds for a website without describing them.
    Produce artificial medical images to augment data.
    Sample images from a diffusion model without prompt.
    Generate paintings of a learned style at random.
  `,
  "image-to-video": `
    Animate a photo into a short clip.
    Bring a still picture to life as a video.
    Make a moving scene from one image.
    Turn product pictures into moving ads.
    Let a portrait smile in a short clip.
  `,
  "text-to-video": `
    Generate a clip of a dog on a beach from a sentence.
    Create an animated advertisement from its description.
    Turn a story into a video.
    Produce videos for social media from text prompts.
    Synthesize footage of a scene described in words.
    Create explainer clips from text.
    Generate a video of an astronaut riding a horse.
    Produce scenes of a film from its script.
    Make animations for lessons from written content.
    Short clips for a commercial from a text prompt.
    Convert a written fairy tale to an animated film.
  `,
  "video-classification": `
    Recognize which sport is played in a video.
    What is the person in the clip doing: running, jumping or sitting?
    Sort the videos of our platform by their content.
    Detect violent scenes in movies.
    Recognize human actions in surveillance footage.
    Label short videos by activity.
    Tell whether a gym exercise in a video is a squat or a push-up.
    Tag videos uploaded by users with what happens in them.
    Recognize gestures in videos.
    Detect what activity old people do at home by video.
    Sort sports videos by discipline.
    Filter videos with inappropriate content.
    Identify the main action of a video for search.
    Analyze customers' behaviour in recordings of a store.
    Recognize dance styles in clips.
  `,
  "video-text-to-text": `
    Describe what happens in a video.
    Summarize a video in words.
    Chat about a clip.
  `,
  "text-to-3d": `
    Generate a 3D model from a description.
    Make a mesh of a chair from text.
  `,
  "image-to-3d": `
    Turn a photo into a 3D model.
    Reconstruct an object in 3D from one picture.
  `,
};
