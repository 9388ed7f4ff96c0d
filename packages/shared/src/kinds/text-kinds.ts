import type { KindTable } from "./kind-row.js";

/** Kinds of work on text. */
export const TEXT_KINDS = {
  "text-classification": {
    general: "sentiment",
    rows: [
      {
        kind: "sentiment",
        models: "sentiment*, sst2, sst 2, polarity, imdb, yelp, amazon review*",
        asks: "positiv*, negativ*, polarit*, bullish, bearish, good or bad review, 褒贬, 情感, 正面, 负面, 好评, 差评, отзыв*, тональност*, opinion*, avis, bewertung*, sentimiento*, ポジティブ, 感情分析, 긍정",
      },
      {
        kind: "emotion",
        models: "emotion*, emo, goemotions",
        asks: "feeling, feels, emocion*, gefuhl*, stimmung, 情绪, 心情, 感情, эмоци*, настроени*, duygu*, 감정",
      },
      {
        kind: "toxicity",
        models: "toxic*, hate, hateful, hatespeech, offens*, abus*, profan*, insult*, jigsaw, cyberbull*",
        asks: "rude, beleidig*, hass*, 辱骂, 攻击性, 脏话, 仇恨, 冒犯, оскорб*, токсич*, ofensiv*, odio, haine*, insultant*, 誹謗, 욕설",
      },
      {
        kind: "irony",
        models: "irony, ironic, sarcas*",
        asks: "ironie, ironisch, ironia, 讽刺, 反讽, сарказм*, ирони*",
      },
      { kind: "spam", models: "spam, phishing, scam", asks: "垃圾邮件, 垃圾短信, спам*" },
      {
        kind: "intent",
        models: "intent, intents, banking77, clinc",
        asks: "意图, intencion*, absicht*, намерени*",
      },
      {
        kind: "language identification",
        models: "language detection, language identification, langid, lang id, language detector",
        asks: "which language, what language, welche sprache, quelle langue, que idioma, che lingua, 哪种语言, 什么语言, какой язык, каком языке, 何語",
      },
      {
        kind: "topic",
        models: "topic*, ag news, agnews, news categor*, esg, dbpedia, 20newsgroups, chinanews",
        asks: "theme, category, categories, which section, themen, thema, sujet, tema, 主题, 分类, 类别, 栏目, рубрик*, категори*",
      },
      {
        kind: "machine-generated text",
        models: "detector, generated text, ai text, ai detection, ai content, chatgpt detector",
        asks: "written by a machine, written by an ai, written by ai, written by a human, written by chatgpt, written by a bot, written by gpt, machine written, machine generated, ai generated, von einer ki, generado por, 机器写, 人工智能写, ai 写, ai写, 生成的",
      },
      {
        kind: "inference",
        models: "mnli, nli, xnli, snli, entail*, contradict*",
        asks: "follows from, implies, 蕴含, 矛盾",
      },
      {
        kind: "reward",
        models: "reward, preference, helpfulness",
        asks: "better answer, which answer is better, which reply",
      },
      {
        kind: "bias",
        models: "bias, biased, propagand*, stance, fake news, clickbait, fact check*, misinformation",
        asks: "假新闻, 标题党, bulo*, faktencheck",
      },
      {
        kind: "formality",
        models: "formality, readab*, acceptab*, cola, grammatical*",
        asks: "formal, how formal, 正式",
      },
      { kind: "question type", models: "trec, question type" },
    ],
  },
  "token-classification": {
    general: "named entities",
    rows: [
      {
        kind: "de-identification",
        models: "de identif*, deident*, deid, anonymi*, pii, phi, privacy",
        asks: "black out, redact*, mask names, remove names, hide names, schwarz*, 脱敏, 匿名, 打码, обезлич*, anonimi*",
      },
      {
        kind: "punctuation",
        models: "punct*, capitali*, truecas*",
        asks: "commas and full stops, commas and periods, 标点, ponctuation, satzzeichen, puntuacion, пунктуаци*",
      },
      {
        kind: "part of speech",
        models: "pos, upos, part of speech, part-of-speech",
        asks: "nouns, verbs, adjectives, 词性, wortart*, части речи, 품사",
      },
      { kind: "chunking", models: "chunk*, srl, frame, semantic role*" },
      {
        kind: "keyphrases",
        models: "keyphrase*, key phrase*, keyword*, inspec",
        asks: "schlusselw*, schlagwort*, 关键词, palabras clave, mots cles, ключевые слова, ключевых слов, キーワード",
      },
      {
        kind: "clinical entities",
        models: "clinic*, medical*, biomed*, bioner, disease*, drug*, gene, i2b2, chemical*, anatom*, bc5cdr",
        asks: "symptom*, diagnos*, medication*, patient*, treatment*, 症状, 药物, 疾病, болезн*",
      },
      {
        kind: "addresses",
        models: "address*, earthquake",
        asks: "adres*, direccion*, 地址, anschrift*, адрес*",
      },
      { kind: "slots", models: "slot*, massive" },
      { kind: "code", models: "source code, stackoverflow" },
      {
        kind: "named entities",
        models: "ner, named entit*, conll*, ontonotes, wikineural, wikiann, entity recognition",
        asks: "entit*, people and places, persons, names of, organizations, organisations, 人名, 地名, 机构, 实体, entidad*, eigennamen, имена, 固有表現, 개체명",
      },
    ],
  },
  "question-answering": {
    general: "extractive answers",
    rows: [
      { kind: "tables", models: "table*, wikisql" },
      { kind: "long answers", models: "generative, closed book, long form, eli5, abstractive" },
      { kind: "medicine", models: "biomed*, covid*, clinical, pubmed", asks: "patient*, 医学" },
      { kind: "law", models: "cuad, legal, contract*" },
      {
        kind: "extractive answers",
        models:
          "squad*, extractive, mrc, fquad, germanquad, piaf, qa, question answering, reading comprehension",
      },
    ],
  },
  summarization: {
    general: "news",
    rows: [
      {
        kind: "dialogues",
        models: "samsum, dialog*, meeting*, conversation*, chat, transcript*, qmsum",
        asks: "thread, slack, whatsapp, email*, minutes, voice memo*, gesprach*, chatverlauf, reunion*, 会议, 对话, 聊天, обсужд*, переписк*",
      },
      {
        kind: "long documents",
        models:
          "book, booksum, long document*, long doc*, long form, long input*, long sequence*, long, 16384, govreport, gov report",
        asks: "lecture*, chapter*, novel*, hour, pages, kapitel, capitulo*, vorlesung*, chapitre*, 整本, 长文, 章, 讲座, глав*",
      },
      {
        kind: "science",
        models: "arxiv, pubmed, scien*, paper*, biomed*, scitldr",
        asks: "research*, study, studies, studie, etude, estudio*, 论文, 研究, исследовани*",
      },
      { kind: "patents", models: "patent*", asks: "专利" },
      {
        kind: "law",
        models: "tos, tosdr, legal*, terms of, terms and, bill, billsum, court*, law",
        asks: "contract*, privacy polic*, agb, 合同, 条款, договор*",
      },
      { kind: "finance", models: "financ*, bloomberg, earnings", asks: "stock*, shares, 财报, 股票" },
      {
        kind: "news",
        models: "cnn, xsum, xlsum, daily mail, dailymail, news, article*, mlsum",
        asks: "story, tldr, tl dr, nachricht*, noticia*, zeitung*, 新闻, 文章, 报道, новост*, статью, статьи, ニュース, 뉴스",
      },
    ],
  },
  translation: {
    general: "translation",
    rows: [
      {
        kind: "ancient languages",
        models: "ancient, classical chinese, literary chinese, old english",
        asks: "文言*, 古文, altgriech*, classical",
      },
      { kind: "translation", models: "translat*, opus, wmt*, many to many, mt" },
    ],
  },
  "text-generation": {
    general: "writing",
    rows: [
      {
        kind: "persona",
        models: "persona, role play, roleplay*, character*, fictional",
        asks: "you are a, you are the, stay in character, pretend, play the, du bist ein, du bist der, du bist die, 扮演, 角色, ты играешь, tu es un",
      },
      { kind: "sarcastic chat", models: "sarcas*", asks: "joke*" },
      { kind: "grounded chat", models: "grounded, goal directed, knowledge grounded", asks: "based on the" },
      {
        kind: "empathetic chat",
        models: "empath*, blended skill, emotional, prosocial",
        asks: "kindly, caring, sympath*, cheer up, console, comfort*, trost*, 安慰, 鼓励, поддерж*, consuel*",
      },
      {
        kind: "paraphrase",
        models: "paraphras*",
        asks: "reword*, rephras*, umformul*, reformul*, 改写, 换个说法, перефраз*, in other words, put it differently, say it differently",
      },
      {
        kind: "grammar correction",
        models: "grammar*, gec, error correct*, jfleg, spell*",
        asks: "grammatic*, typo*, rechtschreib*, ortograf*, орфограф*, 语法, 错别字, correct the, correct this, correct my, corrig*, korrigier*, исправ*, 文法",
      },
      {
        kind: "question generation",
        models: "question gener*, qg, answer aware, quiz*",
        asks: "write a question, whose answer, answer context, 出题, pregunta cuya, 问题生成, generate questions, make questions",
      },
      {
        kind: "relation extraction",
        models: "relation*, triple*, triplet*, knowledge graph, openie",
        asks: "subject relation object, 三元组, 关系抽取",
      },
      {
        kind: "headlines and summaries",
        models: "summar*, headline*, title gener*, one line, samsum, xsum, tldr",
        asks: "resum*, zusammenfass*, 总结, 摘要, 标题, тезис*, заголов*, subject line",
      },
      {
        kind: "code",
        models:
          "code, coder, code search*, codesearch*, text to sql, sql, program*, python, javascript, the stack",
        asks: "function, script, class that, regex, docstring, 程序, 代码, 编程, funktion, funcion, функци*, コード",
      },
      {
        kind: "image prompts",
        models: "text2image, text to image, prompt gener*",
        asks: "prompt for, image prompt*, 提示词",
      },
      {
        kind: "music",
        models: "abc notation, melod*, tune, tunes, music*",
        asks: "musik*, musica, 音乐, 旋律",
      },
      {
        kind: "medicine",
        models: "biomed*, pubmed*, clinical, doctor, medical*, health*, patient*",
        asks: "disease*, protein*, drug*, medicine*, symptom*, 医学, 疾病",
      },
      { kind: "science", models: "arxiv, scientific", asks: "science" },
      {
        kind: "poetry",
        models: "poem*, poet*, lyric*, verse*",
        asks: "诗, gedicht*, стих*, haiku*, rhym*, poesi*, 俳句",
      },
      { kind: "simplification", models: "simplif*, plain language", asks: "simpler, easier words, 简化" },
      { kind: "keywords", models: "keyword*, keyphrase*", asks: "关键词" },
      { kind: "style transfer", models: "detox*, formal*, style transfer" },
      {
        kind: "chat",
        models:
          "conversational, chat, chatbot*, dialog*, open domain, chit, chitchat, reddit, telegram, blended",
        asks: "bored, how is your day, small talk, plauder*, 聊天, 聊聊, 闲聊, 陪我, поболта*, charl*, hablemos, 雑談, 대화",
        broad: true,
      },
      {
        kind: "instructions",
        models:
          "instruct*, text2text, zero shot, assistant, sft, multi task, multitask, question answering, prompted, prompting",
        asks: "step by step, reason*, explain*, answer*, why, how, what, write an email, write a letter, make a list, make a plan, give me, 回答, 解释, 为什么, 怎么, erklar*, explica*, expliqu*, объясн*",
        broad: true,
      },
      {
        kind: "writing",
        models: "language model, causal lm, pile, text generation",
        asks: "story, stories, tale, continu*, carry on, weiter, suite, 继续, 接着, 故事, 续写, продолж*, сказк*, sigue, fortsetz*, historia, conte",
        broad: true,
      },
    ],
  },
  "sentence-similarity": {
    general: "similarity",
    rows: [
      { kind: "pictures", models: "image*, vision", asks: "photo*, picture*" },
      { kind: "patents", models: "patent*" },
      {
        kind: "medicine",
        models: "bio, biomed*, med, mednli, clinical, pubmed*, medical*",
        asks: "symptom*",
      },
      { kind: "law", models: "legal*" },
      {
        kind: "semantic search",
        models: "multi qa, msmarco, ms marco, mfaq, retriev*, semantic search, dpr, faq",
        asks: "question*, passage*, search*, answers, find, suche*, frage*, 检索, 搜索, 找, поиск*, pregunta*, document*, buscar",
      },
      {
        kind: "similarity",
        models: "sts, stsb, paraphras*, nli, similarity, multitask, bitext",
        asks: "similar*, same thing, same meaning, mean the same, ahnlich*, gleich*, 相似, 一样, похож*, parecid*, 비슷, 似",
      },
      { kind: "general embeddings", models: "instruct*, any task, general purpose", broad: true },
    ],
  },
  "tabular-classification": {
    rows: [
      { kind: "iris", models: "iris", asks: "sepal*, petal*, 鸢尾, ирис*" },
      { kind: "wine", models: "wine*", asks: "vino*, vinho*, vin, wein*, 葡萄酒, 酒, вин*" },
      { kind: "titanic", models: "titanic", asks: "surviv*, passenger*, uberleb*, 泰坦尼克, титаник*" },
      {
        kind: "income",
        models: "adult, census, income",
        asks: "earn*, salary, 50k, einkommen*, 收入, доход*",
      },
      {
        kind: "cancer",
        models: "cancer*, tumor*, tumour*",
        asks: "breast*, malignan*, benign*, 乳腺, 肿, 良性, 癌, brustkrebs*, рак",
      },
      { kind: "diabetes", models: "diabet*", asks: "糖尿" },
      { kind: "heart disease", models: "heart, cardio*, stroke", asks: "心脏" },
      { kind: "digits", models: "digit*, mnist", asks: "数字" },
      { kind: "justice", models: "compas, recidiv*", asks: "reoffend*, arrest*" },
      { kind: "fraud", models: "fraud*, imbalanced, credit", asks: "transaction*, 欺诈, betrug*, мошен*" },
      { kind: "churn", models: "churn", asks: "cancel*, leave us, retention, 流失" },
      { kind: "flights", models: "flight*", asks: "delay*, plane*, vuelo*, 航班, flug*" },
      { kind: "films", models: "movie*, imdb, film*", asks: "电影" },
      { kind: "news", models: "news" },
      { kind: "animals", models: "pokemon, dino*, penguin*, mushroom*, zoo", asks: "蘑菇, 企鹅" },
      { kind: "housing", models: "hous*, real estate", asks: "房价" },
    ],
  },
} as const satisfies KindTable;
