import type { TaskId } from "@hugginggpt/shared";

/**
 * How people speak of a task when they do not know its name: words and short phrases, separated by commas. A phrase
 * counts where its words stand close together, in any order. Tags without outputs have no words.
 */
export const TASK_VOCABULARY: Readonly<Partial<Record<TaskId, string>>> = {
  "text-classification":
    "sentiment, emotion, opinion, positive negative, toxic, spam, hate speech, classify text, categorize text, review sentiment, tone, stance, intent, language identification, detect language, topic of text, polarity, offensive, comments, reviews, feedback, tweets, fake news, moderation, customer reviews, paraphrase detection, entailment, abusive, classify reviews, satisfaction, polite, formality, sarcasm, rating of review, phishing",
  "token-classification":
    "named entity, entities, ner, names of people, person organization location, part of speech, pos tagging, extract names, extract entities, proper nouns, punctuation, tagging words, anonymize, personal information, locations organizations, mentions, dates names, recognize entities, companies mentioned, chunking, medical entities, keyphrase, keywords from text, pii, redact",
  "table-question-answering":
    "question table, table, spreadsheet question, tabular question, query table, answer table, rows columns, sql, table data, csv question, excel, cells, lookup table, statistics from table",
  "question-answering":
    "answer question, question context, questions about text, extract answer, passage, reading comprehension, answers, faq, article question, question paragraph, answering system, find answer, inquiries, knowledge base question",
  "zero-shot-classification":
    "zero shot, candidate labels, without training, unseen classes, categorize articles, classify into categories, custom labels, predefined categories, given categories, topics, classify news, categorize messages, assign category, without labeled data, natural language inference, categories, sort into categories, departments, classify tickets, categorize",
  translation:
    "translate, translation, translator, from english to, into french, into german, into spanish, language pair, multilingual text, convert language, foreign language, localize, english to chinese, translate document, translate website, translate message, another language, bilingual, to english",
  summarization:
    "summarize, summary, summaries, shorten, abstract, condense, key points, brief, concise, tldr, long article, main points, digest, overview of text, headlines, gist, summarization, meeting notes",
  "feature-extraction":
    "embedding, embeddings, features from text, vector representation, extract features, feature extraction, representation of text, dense vector, encode text, text features, hidden states, contextual representation",
  "text-generation":
    "generate text, write story, chatbot, continue text, dialogue, conversation, chat, story, poem, code generation, write code, paraphrase, rewrite, autocomplete, creative writing, generate code, essay, prompt text, write email, slogan, quote, blog post, grammar correction, instruction following, assistant, generate responses, compose, talk, reply, programming, function code, conversational, write, complete sentence generation, virtual assistant, keywords to text, simplify text, generate questions",
  "fill-mask":
    "fill mask, masked word, missing word, blank, fill blank, mask token, predict word, complete sentence, masked language, missing words, cloze, fill in, predict missing, masked, gap, missing token, suggest word",
  "sentence-similarity":
    "similarity, similar sentences, semantic search, compare sentences, similar documents, cluster texts, sentence embeddings, duplicate questions, semantic similarity, match texts, related articles, paraphrase similarity, find similar, closest meaning, clustering, similar questions, group similar, recommend articles, compare texts, similarity score",
  "text-to-speech":
    "speech synthesis, read aloud, voice, text to speech, convert text into speech, spoken, voice assistant, audiobook, narration, speak, narrate, voiceover, announcement, audio from text, text into audio, tts, natural voice, say aloud, speech from text, announce, pronounce, audio version, listen, dub, visually impaired, text to voice",
  "text-to-audio":
    "music from text, generate music, sound effect, compose music, generate sound, melody, song, soundtrack, audio generation, background music",
  "automatic-speech-recognition":
    "transcribe, transcription, transcript, speech to text, speech recognition, audio into text, recording text, dictation, subtitles, spoken words, convert speech, voice to text, captions video audio, podcast transcript, voice commands, transcribing, lecture recorded, meeting recording, phone call text, asr, spoken language, convert audio text",
  "audio-to-audio":
    "noise, enhance audio, speech enhancement, separate voices, source separation, remove noise, denoise, voice conversion, clean audio, speech separation, isolate vocals, improve audio quality, background noise, noisy recording, audio quality, speech translation, separate speakers, mixed audio, convert voice, audio enhancement, overlapping speakers, vocals, remove background",
  "audio-classification":
    "classify audio, emotion speech, audio emotion, sound classification, speaker identification, identify speaker, keyword spotting, music genre, spoken language identification, detect emotion voice, audio clips, voice emotion, sound type, speech commands, emotions in speech, speaker verification, call emotion, audio recognize, bird sounds, gender of speaker, audio events, language of audio",
  "audio-text-to-text": "question about audio, audio question, describe audio, chat about recording",
  "voice-activity-detection":
    "voice activity, detect speech, speaker diarization, who speaks, silence, speech segments, speech activity, segments of speech, overlapped speech, speaker change, when someone speaks, pauses, parts with speech, speech detection, active voice, diarization, detect voice, speaking in meeting, speakers in conversation",
  "depth-estimation":
    "depth, distance from camera, depth map, 3d scene, how far, depth of image, distance of objects, depth perception, monocular depth, estimate distance, depth information, obstacle distance",
  "image-classification":
    "classify image, image category, identify photo, recognize image, what is in image, image labels, classify pictures, photo category, classify photos, recognize species, breed, plant disease, identify type from image, medical image, cats dogs, food image, age from photo, x-ray, nsfw image, image classifier, images of, identify image, categorize images, recognize objects image, sort photos, image recognition",
  "object-detection":
    "detect objects, object detection, bounding box, count objects, locate objects, find objects, surveillance camera, detect cars, detect people, detect vehicles, number of people, license plate, helmet, drone, detecting, traffic, locate in image, detect tables, count people, identify objects, pedestrians, security camera, position of objects, detect players, find in photo, monitor camera, detect",
  "image-segmentation":
    "segment image, segmentation, mask of image, background removal, remove background, photo background, image background, cut out, cut away, pixels, semantic segmentation, regions, parts of image, outline, segment objects, separate foreground, satellite image, roads buildings, image segments, different segments, clothes segmentation, panoptic, tumor, lanes, instance segmentation, partition image, damaged areas, separate objects",
  "text-to-image":
    "generate image, picture from text, image from description, create art, illustration, draw, painting, artwork, image based on text, text prompt image, generate picture, create image, logo design, image of, poster, cover art, generate artwork, visual from text, images from textual description, diffusion, anime image, design image, visualize, generate images, picture, drawing, render, fantasy, photorealistic",
  "image-to-text":
    "caption, image caption, describe image, image description, read text image, ocr, handwritten, handwriting, text from image, scanned text, captions for images, alt text, extract text image, describe picture, describe photo, printed text, convert image text, captions, receipt text, image into text, recognize text, read image",
  "image-to-image":
    "edit image, transform image, image style, enhance image, super resolution, upscale, restore photo, colorize, sketch into image, resolution, deblur, image editing, inpaint, improve image quality, style transfer, low resolution, increase resolution, modify image, turn photo, canny edge, scribble, control image, pose image, filter photo, image variation, quality of images, line drawing, old photo, edges",
  "image-to-video": "animate image, image into video, animate photo, video from image, motion from picture",
  "unconditional-image-generation":
    "generate random image, unconditional image, images of faces, random faces, generate faces, new images, synthetic images, generate cat images, random pictures, generate realistic images, without text, image dataset generation, art images, sample images, human faces, synthesize image, generate pictures, unconditional generation, dataset augmentation, generate high quality images, unique images",
  "video-classification":
    "classify video, action recognition, activity video, recognize actions, video category, sports video, activities in video, video clips, video content, video analysis, analyze video, actions in video, human activity, surveillance video, video genre, video, videos, footage, exercise video, categorize videos, detect activity video, highlights, movies",
  "text-to-video":
    "generate video, video from text, text to video, video based on text, create video, short video, text into video, animated video, make clip, video from description, video generation, video script, scene video, promotional video, synthesize video, video of",
  "image-text-to-image":
    "edit picture by instruction, combine pictures, image with reference, controlnet, guided image generation, put object into picture",
  "image-text-to-video": "video from picture and text, animate picture by instruction, guided video",
  "image-text-to-text":
    "chat about image, instruction image, understand picture, multimodal chat, vision language, question screenshot",
  "visual-question-answering":
    "question image, questions about images, answer about picture, visual question, question photo, answer image, ask image, vqa, image question answer, questions about pictures, visual content question, question chart, diagram question, image based question, tell about image, color in image question, what in photo",
  "document-question-answering":
    "document question, invoice, scanned document, form, receipt, extract information document, contract, pdf, questions about document, bill, document image, forms, documents, extract from invoice, layout, paper document, information from documents, invoices, legal documents, financial document, receipts, invoice number, fields",
  "zero-shot-image-classification":
    "zero shot image, image candidate labels, classify images without training, match image text, image class names, classify image given labels, custom image categories, image text matching, images without labels, image from list, new classes image, classify image categories, product images, image possible labels, unseen images",
  "zero-shot-object-detection":
    "find object described, detect by text, open vocabulary detection, object by description, text query detection, locate described, detect any object",
  "mask-generation": "segment anything, mask generation, outline everything, generate masks, click mask",
  "keypoint-detection": "pose, keypoints, body joints, landmarks, skeleton, facial landmarks, human pose",
  "image-feature-extraction":
    "image embedding, image features, image similarity, similar images, image search, visual features",
  "video-text-to-text": "question video, describe video, video caption, chat about video, summarize video",
  "video-to-video": "edit video, video style, upscale video, interpolate frames, video editing",
  "text-to-3d": "3d model from text, generate 3d, 3d object description, text to mesh",
  "image-to-3d": "3d from image, image into 3d, reconstruct 3d, photo mesh",
  "tabular-classification":
    "classify table rows, predict category data, predict whether, customer churn, churn, predict class, classify customers, features dataset classify, dataset columns, loan, fraud, structured data, tabular classification, classify based on features, predict if, attributes, binary classification data, csv classify, predict customers, user data, eligible, diabetes, heart disease, machine learning classification, default risk",
  "tabular-regression":
    "predict price, predict value, regression, estimate number, house price, predict amount, forecast value, sales prediction, tabular regression, numeric prediction, estimate cost, housing, predict consumption, historical data, prices, predict number, salary, real estate price, estimate price, electricity consumption, features predict value, insurance cost, expected, revenue",
  "tabular-to-text": "describe table, table into words, report from data",
  "table-to-text": "describe table, table into text, data to text, report from table",
  "multiple-choice": "multiple choice, choose answer, options, quiz, pick answer",
  "text-ranking":
    "rerank, rank passages, relevance ranking, order results, rank documents, ranking search results",
  "text-retrieval": "retrieve passages, find passages, document retrieval, retrieve documents",
  "visual-document-retrieval":
    "retrieve pages, find page, document screenshot search, page retrieval, search scanned pages",
  "time-series-forecasting":
    "forecast, time series, future values, predict trend, demand forecast, stock forecast, seasonal",
  "any-to-any": "omni, any modality, multimodal input output, audio image text together",
  "reinforcement-learning":
    "reinforcement learning, agent, play game, environment, policy, reward, train agent, robot walk, game agent, balance, simulated environment, game playing, decision making, maze, continuous control, trained agent",
  robotics: "robot, robot arm, manipulation, grasp, control robot, imitation learning, pick and place",
  "graph-ml":
    "graph, graph neural network, molecules, nodes edges, node classification, link prediction, molecular, graph classification, network of nodes",
};
