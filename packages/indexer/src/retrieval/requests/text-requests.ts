import type { Requests } from "./requests.js";

/** Requests for tasks that take text and give text, labels or vectors. */
export const TEXT_REQUESTS: Requests = {
  "text-classification": `
    Tell whether the reviews of our restaurant are positive or negative.
    Filter spam out of the messages that users send through the contact form.
    Flag hateful or toxic comments before they are published on our forum.
    Which emotion does this message express: joy, anger, sadness or fear?
    Measure how customers feel about the new phone from what they post on social media.
    Find out in which language a message is written.
    Decide whether a headline is fake news.
    Score the tone of financial reports as bullish, bearish or neutral.
    Check whether two sentences contradict each other or say the same.
    Detect whether an essay was written by a machine.
    Sort incoming emails by urgency after reading their content.
    Rate movie reviews from one to five stars.
    Our bank wants to know whether tweets about us are favourable.
    Moderate a chat room: insults and threats must be found automatically.
    Is this product review satisfied or disappointed?
    Recognize sarcasm in comments.
    Tell formal from informal writing.
    Detect phishing in mails.
    Tell whether a customer who writes to support is angry.
    Analyze the sentiment of hotel guests' feedback.
    Does the second sentence follow from the first?
    Judge whether a sentence is grammatically acceptable.
    Monitor the public opinion on a brand from posts.
    Recognize the intent behind a user's utterance to a bot.
    Identify offensive language in game chats.
  `,
  "token-classification": `
    Highlight the names of people, companies and places in newspaper articles.
    Pull dates, amounts and persons out of contracts written in plain text.
    Mark each word of a sentence as noun, verb or adjective.
    Black out personal data such as names and phone numbers in transcripts.
    Find drugs, diseases and dosages mentioned in clinical notes.
    Restore punctuation and capital letters in a transcript.
    Extract the key phrases of an article automatically.
    Tag entities in French legal texts.
    We want a list of all proper names that occur in a novel.
    Detect mentions of genes and proteins in abstracts.
    Get the person, the organization and the place out of each sentence.
    Annotate parts of speech in English sentences.
    Anonymize letters by finding personal information.
    Build a database of companies mentioned in the news.
    Identify entities in Chinese or Arabic documents.
    Find addresses and dates in job applications as text.
    Locate medical terms in the reports of doctors.
    Split German sentences into phrases.
    Detect names of products and brands in posts.
  `,
  "question-answering": `
    Given a passage, find the sentence that answers the question.
    Answer the user's question from the text of our manual.
    Where in this article does it say who founded the company?
    Build a help page that answers customers' questions from the documentation.
    A student asks something about a history text; extract the answer from it.
    Reading comprehension for Spanish texts: question and context are given.
    Our knowledge base should answer questions of employees about internal policies.
    Reply to trivia questions from encyclopedia articles.
    Extract answers from long legal agreements.
    A chatbot that answers from the terms and conditions of an insurance.
    I have a context and a question and need the span with the answer.
    What does the article say about the cause of the accident?
    Search the answer in a medical paper.
    Support agents want quick answers from help articles.
    Extract the year in which something happened from a biography.
    Answer questions in Korean from a given text.
    Help pupils with questions on a chapter of their textbook.
    The system reads a paragraph and answers what, when and who.
    Give exact answers to questions about a contract text.
  `,
  "zero-shot-classification": `
    Assign a text to one of the labels that I give, without training data.
    Sort support tickets into departments that we name ourselves, with no examples.
    Classify messages into custom categories without labelled examples.
    Label product descriptions by candidate topics that are chosen on the fly.
    Given a sentence and a list of possible topics, which fits best?
    We have no training data but need to categorize posts as finance, travel or food.
    Tag blog entries with a set of predefined topics.
    Route customer queries to the right category from a given list.
    Check which of several hypotheses fits a text.
    The labels are only known when the text arrives.
    Classify Spanish texts into topics for which we have no examples.
    Tell whether an email is about billing, shipping or returns.
    Decide which hobby a profile text fits, from a list of hobbies.
    Organize documents by themes that the user types in.
    Tag recipes as vegan, dessert or breakfast with no labelled data.
    Which genre does the description of a book belong to? The genres are given.
    Categorize feedback by department when there are no training examples.
  `,
  translation: `
    Convert product descriptions to French for our customers in Canada.
    We need subtitles translated from Japanese to English.
    Help tourists understand messages in a foreign language.
    A model that translates between Spanish and Portuguese.
    Translate chat messages between many language pairs.
    Localise the user interface of our game into Russian and Chinese.
    How do you say this sentence in Arabic?
    Translate an email from a Dutch supplier.
    An app for travelers that turns English phrases into Thai.
    Our support team writes English, customers write Polish.
    Convert French texts to English automatically.
    A multilingual site needs its articles in ten languages.
    Translate legal documents from German to Spanish.
    Machine translation from Finnish to Swedish.
    A conversation between two people who speak different languages, in writing.
  `,
  summarization: `
    Shorten a long report to its main points.
    Write a brief summary of each news article for the morning newsletter.
    Condense the minutes of a meeting into three sentences.
    Give me the gist of this research paper.
    Create short headlines for articles.
    I have no time to read the whole document; summarize it.
    Summarize a conversation between an agent and a customer.
    Make a digest of long blog posts.
    Produce an abstract of a chapter.
    A newsletter needs two sentences on every story.
    Summarize customer reviews into a short overview.
    Extract the most important information of a long text in a few lines.
    Busy lawyers want the essence of court decisions.
    Turn a chat log into a brief recap.
    Generate a title for an article.
    Write short summaries of scientific publications.
    Shorten emails to their key message.
    Summarize German news.
  `,
  "feature-extraction": `
    Turn sentences into vectors that another model can use.
    Compute embeddings of documents for our downstream classifier.
    I need the hidden representation of each text as numeric features.
    Get contextual embeddings of source code for machine learning.
    Encode biomedical terms as dense vectors.
    Represent users' posts as vectors for later analysis.
    Precompute representations of our documents for a recommender.
    Use a pretrained encoder to produce features for a small classifier.
    Feed text vectors into a clustering pipeline.
    Extract features from code and comments.
    Get token level representations from a transformer.
    Derive features from sentences for a search engine.
    Embed chemical names as vectors.
  `,
  "text-generation": `
    Continue the beginning of a story in a creative way.
    Write a function in Python from its description.
    Draft marketing slogans for a new product.
    Rewrite this paragraph in simpler words.
    Compose a poem about the sea.
    Generate replies in a conversation with a customer.
    Follow instructions like an assistant and give a helpful reply.
    Generate questions for a quiz from a text.
    Write emails, blog posts and product descriptions from a few keywords.
    A virtual companion that holds a dialogue and remembers what was said.
    Paraphrase sentences so that they are not the same word by word.
    Answer customers in a friendly chat.
    Generate a product description from bullet points.
    Create dialogue for characters in a game.
    Suggest the rest of a sentence while a user is typing.
    Explain what a piece of code does.
    Write unit tests for a program.
    Make a joke about a topic.
    Invent stories for children that begin with a given sentence.
    Write SQL queries from a question.
    Give advice like a tutor in a conversation.
    Convert informal text to formal text.
    Produce answers to open questions in a chat assistant.
    Write the next chapter of a fantasy novel.
    Create a headline and ad copy.
  `,
  "fill-mask": `
    Guess the missing word in a sentence with a blank.
    Complete the sentence where a word is masked.
    Suggest the most likely word for a gap in a text.
    A language exercise in which students fill in blanks.
    Predict the hidden token in a Chinese sentence.
    Which word is missing here?
    Suggest replacements for a word that is hidden in the context.
    Recover words that are illegible in an old text.
    Which word fits in the gap of this Portuguese sentence?
    Autocomplete missing words in documents.
    Make cloze tests for language learners.
    Find a plausible word for [MASK] in a sentence.
    Replace a hidden word by the most probable one.
    A crossword helper that suggests words for blanks.
    Predict masked words in medical texts.
  `,
  "sentence-similarity": `
    How similar in meaning are these two sentences?
    Find questions in our forum that were asked before in other words.
    Search documents by meaning rather than by keywords.
    Group feedback that says the same.
    Recommend articles that are related to the one being read.
    Match job descriptions with resumes.
    Find duplicates among support tickets.
    Semantic search over product descriptions.
    Cluster sentences from a survey by meaning.
    Compare the text of two documents and score their closeness.
    Detect plagiarism between student answers.
    Find the help article closest to the question of a user.
    Compare headlines to detect that they report the same event.
    A search engine over recipes that understands meaning.
    Group similar complaints together.
    Are two product titles about the same item?
    Retrieve the most similar sentence from a collection.
    Measure how close a translation is to the original in meaning.
    Recommend books by the similarity of their descriptions.
    Identify repeated questions in a community.
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
};
