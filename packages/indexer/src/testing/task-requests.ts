import type { TaskId } from "@hugginggpt/shared";

/** Requests for tasks as people word them, one a line. */
const REQUESTS: Readonly<Partial<Record<TaskId, string>>> = {
  "text-classification": `
    Tell whether the reviews of our restaurant are positive or negative.
    Filter spam out of the messages that users send through the contact form.
    Flag hateful or toxic comments before they are published on our forum.
    Which emotion does this message express: joy, anger, sadness or fear?
    Measure how customers feel about the new phone from what they post on social media.
    Find out in which language a message is written.
  `,
  "token-classification": `
    Highlight the names of people, companies and places in newspaper articles.
    Pull dates, amounts and persons out of contracts written in plain text.
    Mark each word of a sentence as noun, verb or adjective.
    Black out personal data such as names and phone numbers in transcripts.
    Find drugs, diseases and dosages mentioned in clinical notes.
    Restore punctuation and capital letters in a transcript.
  `,
  "question-answering": `
    Given a passage, find the sentence that answers the question.
    Answer the user's question from the text of our manual.
    Where in this article does it say who founded the company?
    Build a help page that answers customers' questions from the documentation.
    A student asks something about a history text; extract the answer from it.
    Reading comprehension for Spanish texts: question and context are given.
  `,
  "zero-shot-classification": `
    Assign a text to one of the labels that I give, without training data.
    Sort support tickets into departments that we name ourselves, with no examples.
    Classify messages into custom categories without labelled examples.
    Label product descriptions by candidate topics that are chosen on the fly.
    Given a sentence and a list of possible topics, which fits best?
    We have no training data but need to categorize posts as finance, travel or food.
  `,
  translation: `
    Convert product descriptions to French for our customers in Canada.
    We need subtitles translated from Japanese to English.
    Help tourists understand messages in a foreign language.
    A model that translates between Spanish and Portuguese.
    Translate chat messages between many language pairs.
    Localise the user interface of our game into Russian and Chinese.
  `,
  summarization: `
    Shorten a long report to its main points.
    Write a brief summary of each news article for the morning newsletter.
    Condense the minutes of a meeting into three sentences.
    Give me the gist of this research paper.
    Create short headlines for articles.
    I have no time to read the whole document; summarize it.
  `,
  "feature-extraction": `
    Turn sentences into vectors that another model can use.
    Compute embeddings of documents for our downstream classifier.
    I need the hidden representation of each text as numeric features.
    Get contextual embeddings of source code for machine learning.
    Encode biomedical terms as dense vectors.
    Represent users' posts as vectors for later analysis.
  `,
  "text-generation": `
    Continue the beginning of a story in a creative way.
    Write a function in Python from its description.
    Draft marketing slogans for a new product.
    Rewrite this paragraph in simpler words.
    Compose a poem about the sea.
    Generate replies in a conversation with a customer.
  `,
  "fill-mask": `
    Guess the missing word in a sentence with a blank.
    Complete the sentence where a word is masked.
    Suggest the most likely word for a gap in a text.
    A language exercise in which students fill in blanks.
    Predict the hidden token in a Chinese sentence.
    Which word is missing here?
  `,
  "sentence-similarity": `
    How similar in meaning are these two sentences?
    Find questions in our forum that were asked before in other words.
    Search documents by meaning rather than by keywords.
    Group feedback that says the same.
    Recommend articles that are related to the one being read.
    Match job descriptions with resumes.
  `,
  "multiple-choice": `
    Pick the right answer of four options.
    Solve a quiz with given choices.
    Choose the most plausible ending of a story.
    Answer exam questions with given options.
  `,
  "text-ranking": `
    Order search results by how well they answer the query.
    Rerank passages by relevance to a question.
    Sort passages by how relevant they are.
    Improve search by scoring query and document pairs.
  `,
  "text-to-speech": `
    Read articles aloud with a natural voice.
    Give our voice assistant a voice: it has to speak its answers.
    Produce the narration of an audiobook from its text.
    Announce train departures by loudspeaker from written messages.
    Help blind users by speaking the text on the screen.
    Convert written Japanese sentences to spoken audio.
  `,
  "text-to-audio": `
    Generate background music from a description.
    Create sound effects such as rain or footsteps for a game from text.
    Compose a short melody in the style of jazz from a prompt.
    Produce a song clip from words that describe the mood.
    Generate the sound of an engine for a film.
    A tune for an advertisement from a short description.
  `,
  "automatic-speech-recognition": `
    Transcribe recorded interviews into text.
    Create subtitles for a video from what is said in it.
    Turn voice notes into written notes.
    Dictate letters instead of typing them.
    Recognize spoken commands in German as text.
    Convert phone calls with customers into transcripts.
  `,
  "audio-to-audio": `
    Remove the background noise from a recorded phone call.
    Separate the voices of two people who talk at the same time.
    Isolate the vocals from the instruments of a song.
    Change the voice of a speaker into another voice.
    Clean up noisy speech in a podcast.
    Enhance audio recorded in a windy place.
  `,
  "audio-classification": `
    Recognize the emotion of a caller from the sound of the voice.
    Is this sound a siren, a dog bark or glass breaking?
    Who is speaking? Identify the speaker from a recording.
    Detect a wake word such as yes, no, stop, go in audio.
    Sort songs by genre by listening to them.
    Which language is spoken in this clip?
  `,
  "voice-activity-detection": `
    Find the parts of a recording in which somebody speaks.
    Cut the silence out of an interview.
    Who spoke when in the meeting? Split the recording by speaker.
    Detect when two speakers talk over each other.
    Start recording only when speech is heard.
    Tell speech from pauses in a phone call.
  `,
  "depth-estimation": `
    How far away is each object in this photo?
    Compute a depth map from a single image.
    Estimate distances in front of a robot from its camera.
    Give 3D depth to pictures for augmented reality.
    A drone has to judge the distance to obstacles from one camera.
    Measure how deep a scene is from a picture.
  `,
  "image-classification": `
    What kind of flower is in this photo?
    Sort the photos of our users into categories.
    Tell healthy leaves from diseased ones by a picture.
    Is the product in the picture damaged or not?
    Detect pneumonia in x-ray images.
    Is this picture safe for work?
  `,
  "object-detection": `
    Draw boxes around all people in a photo.
    Check whether workers wear helmets in the camera feed.
    Find and locate license plates in images.
    Detect pedestrians and vehicles in traffic scenes.
    Where in the image are the bottles?
    Spot tables in scanned pages.
  `,
  "image-segmentation": `
    Cut the product out of its photo and remove the background.
    Label every pixel of a street scene as road, car, building or sky.
    Outline tumors in medical scans.
    Separate roads and buildings in satellite images.
    Divide a picture into regions by object.
    Find which pixels of a photo belong to clothes.
  `,
  "image-to-text": `
    Write a caption for a photo.
    Describe pictures to blind people.
    Read the text in a scanned page.
    Recognize handwritten notes and turn them into text.
    Generate alt text for images on a website.
    What is shown in this image? Describe it in a sentence.
  `,
  "visual-question-answering": `
    How many people are in this picture?
    Answer questions about what a photo shows.
    A blind user asks what color the shirt in the image is.
    Given an image and a question, reply with a short answer.
    Ask about the products visible in a photo.
    Is there a dog in the picture? Answer from the image.
  `,
  "document-question-answering": `
    What is the total on this scanned invoice?
    Find the due date in a bill that was photographed.
    Answer questions about a PDF form with its layout.
    Extract the name of the vendor from receipts by asking.
    Who signed the contract? The page is an image.
    Get the fields of scanned insurance forms.
  `,
  "zero-shot-image-classification": `
    Classify pictures by labels that I type in, with no training.
    Which of these descriptions fits the picture best?
    Sort product photos into new classes without examples.
    Label images with arbitrary class names.
    Does the image show a beach, a forest or a city? The classes are given at run time.
    Match images with captions.
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
  "text-to-image": `
    Draw a picture of a castle on a hill from this description.
    Generate illustrations for a children's book from its text.
    Create artwork in the style of anime from a prompt.
    Design a logo from a written description.
    Make a photorealistic image of a product that does not exist.
    I describe a scene and want an image of it.
  `,
  "image-to-image": `
    Increase the resolution of an old photo.
    Turn a sketch into a finished picture.
    Colorize black and white photos.
    Make a photo look like a painting.
    Remove the blur from a picture.
    Change the season in a landscape photo.
  `,
  "unconditional-image-generation": `
    Generate random human faces that do not exist.
    Create new pictures of cats to enlarge a data set.
    Produce synthetic images without any prompt.
    Sample realistic landscapes at random.
    Generate butterfly pictures for an art project.
    Make unlimited new images in the style of a collection.
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
  `,
  "video-classification": `
    Recognize which sport is played in a video.
    What is the person in the clip doing: running, jumping or sitting?
    Sort the videos of our platform by their content.
    Detect violent scenes in movies.
    Recognize human actions in surveillance footage.
    Label short videos by activity.
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
  "table-question-answering": `
    Ask questions in plain English about a spreadsheet of sales figures.
    Which country in this table has won the most medals?
    Look up the total revenue of a quarter from a table without writing SQL.
    Our employees should query the inventory table by asking a question.
    Given a table of players and scores, who scored the most?
    Find the cells of a table that answer the user's question.
  `,
  "tabular-classification": `
    Predict from customer data whether somebody will cancel the subscription.
    Will the applicant pay back the loan? We have income, age and job.
    Detect fraudulent transactions in a table of payments.
    Predict whether a patient has diabetes from blood values.
    Use the columns of our data set to predict the class of each row.
    Decide by numeric features whether a machine will fail.
  `,
  "tabular-regression": `
    Predict the price of a house from its size, rooms and location.
    Estimate how much energy a building will use from past data.
    Forecast sales from advertising spend in a table.
    Predict the weight of a fish from its measurements.
    How much will the delivery cost, given distance and weight?
    Predict the salary from years of experience.
  `,
  "time-series-forecasting": `
    Forecast the demand for the next weeks from past weeks.
    Predict the next values of a sensor.
    Forecast stock prices from their history.
    Predict sales of each store by week.
  `,
  "reinforcement-learning": `
    Train an agent that plays a video game.
    Teach a simulated robot to walk.
    Balance a pole on a cart.
    An agent that lands a spacecraft safely.
    Control a character in a 3D game environment to reach its goal.
    Find a policy that collects the most reward in an environment.
  `,
  robotics: `
    Control a robot arm to pick up objects.
    Imitate the movements of a demonstrator with a robot.
    Grasp objects with a gripper.
    Pick and place by a robot that learned from demonstrations.
  `,
  "graph-ml": `
    Predict properties of molecules from their structure.
    Classify the nodes of a social network graph.
    Predict missing links between entities.
    Classify molecules as toxic by their graph.
    Analyze a network of citations.
  `,
  "any-to-any": `
    A model that takes text, images and audio and answers in any of them.
  `,
};

/** Returns requests for a task, six at most; none for a task that nobody asks for. */
export function requestsFor(task: TaskId): readonly string[] {
  const lines = (REQUESTS[task] ?? "").split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "");
}
