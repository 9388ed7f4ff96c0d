import {
  arg,
  labels,
  list,
  optional,
  question,
  sentences,
  sourceLanguage,
  sourceSentence,
  table,
  targetLanguage,
  text,
} from "./arg-specs.js";
import type { CatalogueRow } from "./catalogue-row.js";
import type { TaskId } from "./task-id.js";

/** Tasks on text: what each takes and returns. */
export const LANGUAGE_ROWS = {
  "text-classification": {
    summary: "label a text, for instance its sentiment, tone, emotion or topic",
    hint: "sentiment, emotion, tone or topic",
    words:
      "sentiment, emotion, opinion, positive negative, toxic, spam, hate speech, classify text, categorize text, review sentiment, tone, stance, intent, language identification, detect language, topic of text, polarity, offensive, comments, reviews, feedback, tweets, fake news, moderation, customer reviews, paraphrase detection, entailment, abusive, classify reviews, satisfaction, polite, formality, sarcasm, rating of review, phishing",
    args: [text],
    outputs: ["labels"],
    equivalents: ["zero-shot-classification"],
    aliases: ["sentiment-analysis", "sentiment-classification", "emotion-classification"],
    controllerCanDo: true,
  },
  "token-classification": {
    summary: "mark names of people, places, organisations or parts of speech in a text",
    hint: "names of people, places, organisations; parts of speech",
    words:
      "named entity, entities, ner, names of people, person organization location, part of speech, pos tagging, extract names, extract entities, proper nouns, punctuation, tagging words, anonymize, personal information, locations organizations, mentions, dates names, recognize entities, companies mentioned, chunking, medical entities, keyphrase, keywords from text, pii, redact",
    args: [text],
    outputs: ["entities"],
    heading: "Names",
    aliases: ["ner", "named-entity-recognition", "pos-tagging", "entity-recognition"],
    controllerCanDo: true,
  },
  "table-question-answering": {
    summary: "answer a question from a table",
    hint: "",
    words:
      "question table, table, spreadsheet question, tabular question, query table, answer table, rows columns, sql, table data, csv question, excel, cells, lookup table, statistics from table, total of column, total sales, average, sum, highest, lowest",
    args: [table, question],
    outputs: ["text"],
    heading: "Answer",
    aliases: ["tableqa", "table-qa"],
  },
  "question-answering": {
    summary: "answer a question from a given context text",
    hint: "",
    words:
      "answer question, question context, questions about text, extract answer, passage, reading comprehension, answers, faq, article question, question paragraph, answering system, find answer, inquiries, knowledge base question",
    args: [question, optional(arg("context", "text", "the text that holds the answer", "document, passage"))],
    outputs: ["text"],
    heading: "Answer",
    aliases: ["qa", "extractive-question-answering"],
    controllerCanDo: true,
  },
  "zero-shot-classification": {
    summary: "decide which of given labels fits a text",
    hint: "",
    words:
      "zero shot, candidate labels, without training, unseen classes, categorize articles, classify into categories, custom labels, predefined categories, given categories, topics, classify news, categorize messages, assign category, without labeled data, natural language inference, categories, sort into categories, departments, classify tickets, categorize",
    args: [text, labels],
    outputs: ["labels"],
    equivalents: ["text-classification"],
    controllerCanDo: true,
  },
  translation: {
    summary: "translate a text into another language",
    hint: "",
    words:
      "translate, translation, translator, from english to, into french, into german, into spanish, language pair, multilingual text, convert language, foreign language, localize, english to chinese, translate document, translate website, translate message, another language, bilingual, to english",
    args: [text, targetLanguage, sourceLanguage],
    outputs: ["text"],
    heading: "Translation",
    aliases: ["translate", "machine-translation"],
    controllerCanDo: true,
  },
  summarization: {
    summary: "shorten a text to what matters",
    hint: "",
    words:
      "summarize, summary, summaries, shorten, abstract, condense, key points, brief, concise, tldr, long article, main points, digest, overview of text, headlines, gist, summarization, meeting notes, recap, digest, synopsis, outline, in one sentence, one sentence summary",
    args: [text, optional(arg("max_sentences", "numbers", "sentences at most"))],
    outputs: ["text"],
    heading: "Summary",
    aliases: ["summarize", "summarisation", "text-summarization"],
    controllerCanDo: true,
  },
  "feature-extraction": {
    summary: "turn a text into an embedding vector",
    hint: "embedding",
    words:
      "embedding, embeddings, features from text, vector representation, extract features, feature extraction, representation of text, dense vector, encode text, text features, hidden states, contextual representation",
    args: [text],
    outputs: ["vector"],
    equivalents: ["sentence-similarity"],
    aliases: ["embedding", "embeddings", "text-embedding"],
  },
  "text-generation": {
    summary: "write, rewrite, continue or answer in words",
    hint: "write, rewrite, continue, answer",
    words:
      "generate text, write story, chatbot, continue text, dialogue, conversation, chat, story, poem, code generation, write code, paraphrase, rewrite, autocomplete, creative writing, generate code, essay, prompt text, write email, slogan, quote, blog post, grammar correction, instruction following, assistant, generate responses, compose, talk, reply, programming, function code, conversational, write, complete sentence generation, virtual assistant, keywords to text, simplify text, generate questions",
    args: [
      arg("text", "text", "the instruction or the text to continue", "prompt, input, inputs, instruction"),
    ],
    outputs: ["text"],
    textIsResult: true,
    heading: "Text",
    equivalents: ["image-text-to-text"],
    aliases: [
      "conversational",
      "text2text-generation",
      "chat",
      "chat-completion",
      "paraphrase",
      "text-editing",
      "language-modeling",
    ],
    controllerCanDo: true,
  },
  "fill-mask": {
    summary: "fill the [MASK] in a sentence",
    words:
      "fill mask, masked word, missing word, blank, fill blank, mask token, predict word, complete sentence, masked language, missing words, cloze, fill in, predict missing, masked, gap, missing token, suggest word",
    args: [text],
    outputs: ["labels"],
    aliases: ["mask-filling", "masked-language-modeling"],
    controllerCanDo: true,
  },
  "sentence-similarity": {
    summary: "score how alike a text and other texts are in meaning",
    hint: "",
    words:
      "similarity, similar sentences, semantic search, compare sentences, similar documents, cluster texts, sentence embeddings, duplicate questions, semantic similarity, match texts, related articles, paraphrase similarity, find similar, closest meaning, clustering, similar questions, group similar, recommend articles, compare texts, similarity score",
    args: [sourceSentence, sentences],
    outputs: ["numbers"],
    heading: "Similarity",
    equivalents: ["feature-extraction"],
    aliases: ["text-similarity", "semantic-similarity"],
  },
  "table-to-text": {
    summary: "describe a table in words",
    words: "describe table, table into text, data to text, report from table",
    args: [table],
    outputs: ["text"],
  },
  "multiple-choice": {
    summary: "choose the best of several answers",
    words: "multiple choice, choose answer, options, quiz, pick answer",
    args: [question, list(arg("choices", "text", "the answers", "options, candidate_labels"))],
    outputs: ["labels"],
  },
  "text-ranking": {
    summary: "order texts by how well they answer a query",
    words: "rerank, rank passages, relevance ranking, order results, rank documents, ranking search results",
    args: [arg("query", "text", "the query", "text, question, source_sentence"), sentences],
    outputs: ["numbers"],
    aliases: ["reranking", "text-reranking"],
  },
  "text-retrieval": {
    summary: "find texts that answer a query",
    words: "retrieve passages, find passages, document retrieval, retrieve documents",
    args: [text],
    outputs: ["text"],
  },
} satisfies Partial<Record<TaskId, CatalogueRow>>;
