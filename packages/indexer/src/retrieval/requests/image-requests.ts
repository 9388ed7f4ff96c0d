import type { Requests } from "./requests.js";

/** Requests for tasks that look at pictures. */
export const IMAGE_REQUESTS: Requests = {
  "depth-estimation": `
    How far away is each object in this photo?
    Compute a depth map from a single image.
    Estimate distances in front of a robot from its camera.
    Give 3D depth to pictures for augmented reality.
    A drone has to judge the distance to obstacles from one camera.
    Measure how deep a scene is from a picture.
    Build a 3D impression of a room from one photo.
    How far is the car in front, from a dashboard camera?
    Estimate the distance of obstacles for blind pedestrians.
    Depth information for a robot vacuum from images.
    Compute the depth of a landscape photo for a parallax effect.
    Predict a depth map for each frame of a drone camera.
    Depth perception for virtual reality from single images.
  `,
  "image-classification": `
    What kind of flower is in this photo?
    Sort the photos of our users into categories.
    Tell healthy leaves from diseased ones by a picture.
    Is the product in the picture damaged or not?
    Detect pneumonia in x-ray images.
    Is this picture safe for work?
    Estimate the age of a person from a photo of the face.
    Categorize images uploaded to a shop by what they show.
    Is the traffic sign in the picture a stop sign?
    Recognize landmarks in holiday photos.
    Detect diseases of skin from pictures.
    Tell which car model a photo shows.
    Classify satellite pictures by land use.
    Sort garbage by a camera into glass, paper and plastic.
    Assign each uploaded image to the class it belongs to.
    Recognize clothes in pictures for a catalog.
    Identify mushrooms in photos.
    Grade the quality of fruit from images.
    Detect whether an x-ray shows a fracture.
  `,
  "object-detection": `
    Draw boxes around all people in a photo.
    Check whether workers wear helmets in the camera feed.
    Find and locate license plates in images.
    Detect pedestrians and vehicles in traffic scenes.
    Where in the image are the bottles?
    Spot tables in scanned pages.
    Locate defects on a circuit board in a picture.
    Track which items on the shelf are there by a camera.
    Count people who enter a shop by a camera.
    Find all faces in a group photo with their positions.
    Detect fires and smoke in camera pictures and mark them.
    Recognize the positions of players in a football broadcast.
    Locate cells in microscope pictures.
    Detect animals on the road in front of a car.
    Find products on shelves with bounding boxes.
    Watch a parking lot and tell which places are free.
    Detect weapons in surveillance pictures.
  `,
  "image-segmentation": `
    Cut the product out of its photo and remove the background.
    Label every pixel of a street scene as road, car, building or sky.
    Outline tumors in medical scans.
    Separate roads and buildings in satellite images.
    Divide a picture into regions by object.
    Find which pixels of a photo belong to clothes.
    Segment the organs in a scan.
    Blur the background behind a person in a picture.
    An autonomous robot needs to know which areas of the image are floor.
    Mark the exact shape of each car in a picture.
    Change the wall color in photos of rooms: find the walls.
    Find flooded areas in aerial images at pixel level.
    Separate foreground and background in portraits.
    Segment clothes in fashion photos.
    Find lanes and drivable area for a vehicle.
    Measure the area of leaves in an image.
    Isolate each object of an image with its mask.
    Understand indoor scenes by labelling all regions.
  `,
  "image-to-text": `
    Write a caption for a photo.
    Describe pictures to blind people.
    Read the text in a scanned page.
    Recognize handwritten notes and turn them into text.
    Generate alt text for images on a website.
    What is shown in this image? Describe it in a sentence.
    Extract the printed text from pictures of receipts.
    Turn a screenshot of a formula into text.
    Automatically describe the pictures of a news archive.
    Convert photos of book pages into editable text.
    Tell blind people what their camera sees.
    Read license plates as text from cropped images.
    Digitize handwritten letters.
    Recognize characters in comics.
    Get text out of a screenshot.
  `,
  "visual-question-answering": `
    How many people are in this picture?
    Answer questions about what a photo shows.
    A blind user asks what color the shirt in the image is.
    Given an image and a question, reply with a short answer.
    Ask about the products visible in a photo.
    Is there a dog in the picture? Answer from the image.
    Answer a question on a chart image.
    Ask what is on the table in the photo.
    Is the person in the image wearing glasses?
    What brand is visible in the picture?
    Pupils ask questions about pictures in a museum.
    A shop answers questions about product photos.
    Answer yes or no questions about images.
    What is the weather in this photo?
  `,
  "document-question-answering": `
    What is the total on this scanned invoice?
    Find the due date in a bill that was photographed.
    Answer questions about a PDF form with its layout.
    Extract the name of the vendor from receipts by asking.
    Who signed the contract? The page is an image.
    Get the fields of scanned insurance forms.
    Read values from business documents by questions.
    Ask questions about scanned pages of financial statements.
    Get the total amount and date from photographed receipts.
    Find the policy number on an insurance document.
    Who is the sender of this scanned letter?
    Automate accounting by reading invoices.
    Ask for the delivery address on an order form.
    What does the table in this scanned report say about profits?
    Extract data from identity cards and forms by questions.
    Understand the layout of business documents and answer queries.
  `,
  "zero-shot-image-classification": `
    Classify pictures by labels that I type in, with no training.
    Which of these descriptions fits the picture best?
    Sort product photos into new classes without examples.
    Label images with arbitrary class names.
    Does the image show a beach, a forest or a city? The classes are given at run time.
    Match images with captions.
    Tell what an image shows from a list of possible labels.
    We add categories for our pictures every day and cannot retrain.
    Is this photo more like art, a meme or a document? The labels are mine.
    Recognize plants from a list of names that were never trained.
    Tag pictures with any words.
    Compare an image with several texts and take the best.
    Sort holiday photos by labels in Japanese.
    Detect the category of a product image among new categories.
    Classify satellite images by descriptions, no training set.
  `,
  "zero-shot-object-detection": `
    Find any object in a picture that I describe in words.
    Locate the red cup with a text query.
    Detect objects of classes that are named at run time.
    Find "a person with a red hat" in an image.
    Detect things for which there was no training class.
  `,
  "mask-generation": `
    Make masks for every object in a picture.
    Click on a thing in the photo and get its outline.
    Segment anything in an image with points or boxes.
    Automatic masks of all parts of a scene.
  `,
  "keypoint-detection": `
    Find the joints of a person in a photo.
    Locate the landmarks of a face.
    Track the pose of an athlete.
    Detect the corners of hands and fingers.
    Estimate human pose in pictures.
  `,
  "image-feature-extraction": `
    Compute vectors of images to find similar pictures.
    Search photos by similarity to another photo.
    Get visual features for a downstream model.
    Embed product photos for visual search.
    Find duplicates among pictures by vectors.
  `,
  "image-text-to-text": `
    Chat with a model about a photo.
    Explain this meme.
  `,
};
