import type { KindTable } from "./kind-row.js";

/** Kinds of work on text. */
export const TEXT_KINDS: KindTable = {
  "text-classification": {
    general: "sentiment",
    rows: `
      sentiment | sentiment*, sst2, sst 2, polarity, imdb, yelp, amazon review* | positiv*, negativ*, polarit*, bullish, bearish, good or bad review, 褒贬, 情感, 正面, 负面, 好评, 差评, отзыв*, тональност*, opinion*, avis, bewertung*, sentimiento*, ポジティブ, 感情分析, 긍정
      emotion | emotion*, emo, goemotions | feeling, feels, emocion*, gefuhl*, stimmung, 情绪, 心情, 感情, эмоци*, настроени*, duygu*, 감정
      toxicity | toxic*, hate, hateful, hatespeech, offens*, abus*, profan*, insult*, jigsaw, cyberbull* | rude, beleidig*, hass*, 辱骂, 攻击性, 脏话, 仇恨, 冒犯, оскорб*, токсич*, ofensiv*, odio, haine*, insultant*, 誹謗, 욕설
      irony | irony, ironic, sarcas* | ironie, ironisch, ironia, 讽刺, 反讽, сарказм*, ирони*
      spam | spam, phishing, scam | 垃圾邮件, 垃圾短信, спам*
      intent | intent, intents, banking77, clinc | 意图, intencion*, absicht*, намерени*
      language identification | language detection, language identification, langid, lang id, language detector | which language, what language, welche sprache, quelle langue, que idioma, che lingua, 哪种语言, 什么语言, какой язык, каком языке, 何語
      topic | topic*, ag news, agnews, news categor*, esg, dbpedia, 20newsgroups, chinanews | theme, category, categories, which section, themen, thema, sujet, tema, 主题, 分类, 类别, 栏目, рубрик*, категори*
      machine-generated text | detector, generated text, ai text, ai detection, ai content, chatgpt detector | written by a machine, written by an ai, written by ai, written by a human, written by chatgpt, written by a bot, written by gpt, machine written, machine generated, ai generated, von einer ki, generado por, 机器写, 人工智能写, ai 写, ai写, 生成的
      inference | mnli, nli, xnli, snli, entail*, contradict* | follows from, implies, 蕴含, 矛盾
      reward | reward, preference, helpfulness | better answer, which answer is better, which reply
      bias | bias, biased, propagand*, stance, fake news, clickbait, fact check*, misinformation | 假新闻, 标题党, bulo*, faktencheck
      formality | formality, readab*, acceptab*, cola, grammatical* | formal, how formal, 正式
      question type | trec, question type`,
  },
  "token-classification": {
    general: "named entities",
    rows: `
      de-identification | de identif*, deident*, deid, anonymi*, pii, phi, privacy | black out, redact*, mask names, remove names, hide names, schwarz*, 脱敏, 匿名, 打码, обезлич*, anonimi*
      punctuation | punct*, capitali*, truecas* | commas and full stops, commas and periods, 标点, ponctuation, satzzeichen, puntuacion, пунктуаци*
      part of speech | pos, upos, part of speech, part-of-speech | nouns, verbs, adjectives, 词性, wortart*, части речи, 품사
      chunking | chunk*, srl, frame, semantic role*
      keyphrases | keyphrase*, key phrase*, keyword*, inspec | schlusselw*, schlagwort*, 关键词, palabras clave, mots cles, ключевые слова, ключевых слов, キーワード
      clinical entities | clinic*, medical*, biomed*, bioner, disease*, drug*, gene, i2b2, chemical*, anatom*, bc5cdr | symptom*, diagnos*, medication*, patient*, treatment*, 症状, 药物, 疾病, болезн*
      addresses | address*, earthquake | adres*, direccion*, 地址, anschrift*, адрес*
      slots | slot*, massive
      code | source code, stackoverflow
      named entities | ner, named entit*, conll*, ontonotes, wikineural, wikiann, entity recognition | entit*, people and places, persons, names of, organizations, organisations, 人名, 地名, 机构, 实体, entidad*, eigennamen, имена, 固有表現, 개체명`,
  },
  "question-answering": {
    general: "extractive answers",
    rows: `
      tables | table*, wikisql
      long answers | generative, closed book, long form, eli5, abstractive
      medicine | biomed*, covid*, clinical, pubmed | patient*, 医学
      law | cuad, legal, contract*
      extractive answers | squad*, extractive, mrc, fquad, germanquad, piaf, qa, question answering, reading comprehension`,
  },
  summarization: {
    general: "news",
    rows: `
      dialogues | samsum, dialog*, meeting*, conversation*, chat, transcript*, qmsum | thread, slack, whatsapp, email*, minutes, voice memo*, gesprach*, chatverlauf, reunion*, 会议, 对话, 聊天, обсужд*, переписк*
      long documents | book, booksum, long document*, long doc*, long form, long input*, long sequence*, long, 16384, govreport, gov report | lecture*, chapter*, novel*, hour, pages, kapitel, capitulo*, vorlesung*, chapitre*, 整本, 长文, 章, 讲座, глав*
      science | arxiv, pubmed, scien*, paper*, biomed*, scitldr | research*, study, studies, studie, etude, estudio*, 论文, 研究, исследовани*
      patents | patent* | 专利
      law | tos, tosdr, legal*, terms of, terms and, bill, billsum, court*, law | contract*, privacy polic*, agb, 合同, 条款, договор*
      finance | financ*, bloomberg, earnings | stock*, shares, 财报, 股票
      news | cnn, xsum, xlsum, daily mail, dailymail, news, article*, mlsum | story, tldr, tl dr, nachricht*, noticia*, zeitung*, 新闻, 文章, 报道, новост*, статью, статьи, ニュース, 뉴스`,
  },
  translation: {
    general: "translation",
    rows: `
      ancient languages | ancient, classical chinese, literary chinese, old english | 文言*, 古文, altgriech*, classical
      translation | translat*, opus, wmt*, many to many, mt`,
  },
  "text-generation": {
    general: "writing",
    rows: `
      persona | persona, role play, roleplay*, character*, fictional | you are a, you are the, stay in character, pretend, play the, du bist ein, du bist der, du bist die, 扮演, 角色, ты играешь, tu es un
      sarcastic chat | sarcas* | joke*
      grounded chat | grounded, goal directed, knowledge grounded | based on the
      empathetic chat | empath*, blended skill, emotional, prosocial | kindly, caring, sympath*, cheer up, console, comfort*, trost*, 安慰, 鼓励, поддерж*, consuel*
      paraphrase | paraphras* | reword*, rephras*, umformul*, reformul*, 改写, 换个说法, перефраз*, in other words, put it differently, say it differently
      grammar correction | grammar*, gec, error correct*, jfleg, spell* | grammatic*, typo*, rechtschreib*, ortograf*, орфограф*, 语法, 错别字, correct the, correct this, correct my, corrig*, korrigier*, исправ*, 文法
      question generation | question gener*, qg, answer aware, quiz* | write a question, whose answer, answer context, 出题, pregunta cuya, 问题生成, generate questions, make questions
      relation extraction | relation*, triple*, triplet*, knowledge graph, openie | subject relation object, 三元组, 关系抽取
      headlines and summaries | summar*, headline*, title gener*, one line, samsum, xsum, tldr | resum*, zusammenfass*, 总结, 摘要, 标题, тезис*, заголов*, subject line
      code | code, coder, code search*, codesearch*, text to sql, sql, program*, python, javascript, the stack | function, script, class that, regex, docstring, 程序, 代码, 编程, funktion, funcion, функци*, コード
      image prompts | text2image, text to image, prompt gener* | prompt for, image prompt*, 提示词
      music | abc notation, melod*, tune, tunes, music* | musik*, musica, 音乐, 旋律
      medicine | biomed*, pubmed*, clinical, doctor, medical*, health*, patient* | disease*, protein*, drug*, medicine*, symptom*, 医学, 疾病
      science | arxiv, scientific | science
      poetry | poem*, poet*, lyric*, verse* | 诗, gedicht*, стих*, haiku*, rhym*, poesi*, 俳句
      simplification | simplif*, plain language | simpler, easier words, 简化
      keywords | keyword*, keyphrase* | 关键词
      style transfer | detox*, formal*, style transfer
      chat (broad) | conversational, chat, chatbot*, dialog*, open domain, chit, chitchat, reddit, telegram, blended | bored, how is your day, how are you, how is it going, small talk, plauder*, 聊天, 聊聊, 闲聊, 陪我, поболта*, charl*, hablemos, 雑談, 대화
      instructions (broad) | instruct*, text2text, zero shot, assistant, sft, multi task, multitask, question answering, prompted, prompting | step by step, reason*, explain*, answer*, why, how, what, write an email, write a letter, make a list, make a plan, give me, 回答, 解释, 为什么, 怎么, erklar*, explica*, expliqu*, объясн*
      writing (broad) | language model, causal lm, pile, text generation | story, stories, tale, continu*, carry on, weiter, suite, 继续, 接着, 故事, 续写, продолж*, сказк*, sigue, fortsetz*, historia, conte`,
  },
  "sentence-similarity": {
    general: "similarity",
    rows: `
      pictures | image*, vision | photo*, picture*
      patents | patent*
      medicine | bio, biomed*, med, mednli, clinical, pubmed*, medical* | symptom*
      law | legal*
      semantic search | multi qa, msmarco, ms marco, mfaq, retriev*, semantic search, dpr, faq | question*, passage*, search*, answers, find, suche*, frage*, 检索, 搜索, 找, поиск*, pregunta*, document*, buscar
      similarity | sts, stsb, paraphras*, nli, similarity, multitask, bitext | similar*, same thing, same meaning, mean the same, ahnlich*, gleich*, 相似, 一样, похож*, parecid*, 비슷, 似
      general embeddings (broad) | instruct*, any task, general purpose`,
  },
  "tabular-classification": {
    rows: `
      iris | iris | sepal*, petal*, 鸢尾, ирис*
      wine | wine* | vino*, vinho*, vin, wein*, 葡萄酒, 酒, вин*
      titanic | titanic | surviv*, passenger*, uberleb*, 泰坦尼克, титаник*
      income | adult, census, income | earn*, salary, 50k, einkommen*, 收入, доход*
      cancer | cancer*, tumor*, tumour* | breast*, malignan*, benign*, 乳腺, 肿, 良性, 癌, brustkrebs*, рак
      diabetes | diabet* | 糖尿
      heart disease | heart, cardio*, stroke | 心脏
      digits | digit*, mnist | 数字
      justice | compas, recidiv* | reoffend*, arrest*
      fraud | fraud*, imbalanced, credit | transaction*, 欺诈, betrug*, мошен*
      churn | churn | cancel*, leave us, retention, 流失
      flights | flight* | delay*, plane*, vuelo*, 航班, flug*
      films | movie*, imdb, film* | 电影
      news | news
      animals | pokemon, dino*, penguin*, mushroom*, zoo | 蘑菇, 企鹅
      housing | hous*, real estate | 房价`,
  },
};
