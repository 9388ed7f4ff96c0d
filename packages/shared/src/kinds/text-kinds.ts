import type { KindTable } from "./kind-row.js";

/** Kinds of work on text. */
export const TEXT_KINDS: KindTable = {
  "text-classification": {
    general: "sentiment",
    rows: `
      sentiment | sentiment*, sst2, sst 2, polarity, imdb, yelp, amazon review* | positiv*, negativ*, polarit*,
          bullish, bearish, good or bad review, 褒贬, 情感, 正面, 负面, 好评, 差评, отзыв*, тональност*, opinion*,
          avis, bewertung*, sentimiento*, ポジティブ, 感情分析, 긍정, gut oder schlecht, bewertung + gut,
          bueno o malo, bon ou mauvais, хорош* + плох*, satisf*, unzufrieden*, zufrieden*, 满意, like it, liked it,
          happy with, pleased with, complain*, recommend*, enjoy*, thumbs up, thumbs down, favourable*, favorable*,
          optimistic*, pessimistic*,
          unfavo*
      emotion | emotion*, emo, goemotions | feeling, feels, emocion*, gefuhl*, stimmung, 情绪, 心情, 感情, эмоци*,
          настроени*, duygu*, 감정, joy, anger, furious, scared, delighted, annoyed, happy + sad, happy + angry,
          frohlich*, wutend*, traurig*, triste*, colere, enfad*, 开心 + 难过, 高兴 + 生气, 生气 + 高兴, 愤怒, 喜怒,
          怒って, how + feeling, how + felt, emotional state, angst, freude, alegria, tristeza, joie, peur, радост*,
          грусть, страх, 什么心情, 心态, 気持ち
      toxicity | toxic*, hate, hateful, hatespeech, offens*, abus*, profan*, insult*, jigsaw, cyberbull* | rude,
          beleidig*, hass*, 辱骂, 攻击性, 脏话, 仇恨, 冒犯, оскорб*, токсич*, ofensiv*, odio, haine*, insultant*,
          誹謗, 욕설, bully*, harass*, threaten*, moderat*, swear*, nasty, vulgar*, racis*, sexis*, mobbing, drohung*,
          menaz*, menace*, insulto*, 骂人, 霸凌, 骚扰, 威胁, 粗口, abuse, abusive, banned, slur*, aggressi*, hateful,
          discriminat*, cruel*, beschimpf*, injur*, agresiv*, 人身攻击, 歧视, 攻撃的, 비난, mobbed, gemobbt, harcel*,
          acos*
      gibberish | gibberish* | nonsense, random letters, keyboard mash*, makes sense, make sense, kauderwelsch,
          unsinn*, 乱码, 胡言乱语, galimatias, абракадабра
      irony | irony, ironic, sarcas* | ironie, ironisch, ironia, 讽刺, 反讽, сарказм*, ирони*
      spam | spam, phishing, scam | 垃圾邮件, 垃圾短信, спам*, unsolicited, junk mail, junk, fraud* + mail,
          fraud* + message, werbung, estafa*, 诈骗, 骚扰短信, 迷惑メール, genuine + mail, genuine + message,
          legitimate + mail, phish*
      intent | intent, intents, banking77, clinc | 意图, intencion*, absicht*, намерени*
      language identification | language detection, language identification, langid, lang id,
          language detector | which language, what language, welche sprache, quelle langue, que idioma, che lingua,
          哪种语言, 什么语言, какой язык, каком языке, 何語, language + detect*, language + identif*,
          language + recogni*, language + determin*, language + guess*, language + work out, language of, tongue,
          sprache + erkenn*, sprache + bestimm*, langue + detect*, langue + identif*, idioma + detect*,
          idioma + identif*, lingua + riconosc*, язык + определ*, 哪国语言, 语言 + 识别, 语言 + 判断, 语言 + 检测,
          言語 + 判定, 무슨 언어, language detector*, which language*, written in, texting in, welche* + sprache,
          sprache + ist, sprache + geschrieben, langue + ecrit*, langue + est, idioma + esta, idioma + escrit*,
          lingua + scritt*, lingua e, welke taal, taal + herken*, jaki jezyk, hangi dil, em que lingua,
          на каком языке, 用什么语言, 哪种语, language id, quelle langue, dans quelle langue, language this,
          language it
      topic | topic*, ag news, agnews, news categor*, esg, dbpedia, 20newsgroups, chinanews | theme, category,
          categories, which section, themen, thema, sujet, tema, 主题, 分类, 类别, 栏目, рубрик*, категори*, which subject,
          subject area, sports + politics, sports + finance, sports + entertainment, politics + business, 体育 + 财经,
          体育 + 娱乐, what it is about, which department, which theme, rubrik*, filed under, file under, sort* + mail,
          sort* + ticket, tag + article, what the article is about, 归类, 属于哪, sections, headings, sort* + section,
          sort* + categor*, sort* + topic
      machine-generated text | openai detector, gpt2 detector, text detector, generated text, ai text, ai detection,
          ai content, chatgpt detector | written by a machine, written by an ai, written by ai, written by a human,
          written by chatgpt, written by a bot, written by gpt, machine written, machine generated, ai generated,
          von einer ki, generado por, 机器写, 人工智能写, ai 写, ai写, 生成的, human + machine, human + bot, human + ai,
          person + machine, person + bot, person + ai, written + ai, wrote + ai, ai written, work of a bot,
          mensch + maschine, mensch + ki, ki geschrieben, humain + machine, humano + maquina, человек + машин*,
          нейросет*, 机器人写, 人写的还是, aiが, plagiar*, homework + ai, essay + ai, essay + machine, synthetic text,
          human written or, machine written or, machine written, chatgpt 写, written + chatgpt, wrote + chatgpt,
          from + chatgpt, by chatgpt, chatgpt or, cheat* + chatgpt, cheat* + ai, by gpt, human + gpt, human + llm,
          human + robot, machine + write, bot + write, robot + write, ai + write, computer + write, chatgpt + write,
          machine + wrote, bot + wrote, computer + wrote, chatgpt, chat gpt, gpt 4, gpt4, llm
      inference | mnli, nli, xnli, snli, entail*, contradict* | follows from, implies, 蕴含, 矛盾, follow from,
          follows + sentence, premise, hypothesis, logically, widerspr*, folgt aus, contradi*, противореч*, 推出,
          disagree*, claims + agree, statement + true, statements + agree, implied, consistent with, widersprech*,
          contredi*
      reward | reward, preference, helpfulness | better answer, which answer is better, which reply, better + reply,
          better + response, rank + answers, rank + replies, score + reply, helpful*, how good + answer,
          quality + answer, quality + reply, score* + answer, rate + answer
      bias | bias, biased, propagand*, stance, fake news, clickbait, fact check*, misinformation | 假新闻, 标题党,
          bulo*, faktencheck
      formality | formality, readab*, acceptab*, cola, grammatical* | formal, how formal, 正式, polite, politeness,
          hoflich*
      question type | trec, question type`,
  },
  "token-classification": {
    general: "named entities",
    rows: `
      de-identification | de identif*, deident*, deid, anonymi*, pii, phi, privacy | black out, redact*, mask names,
          remove names, hide names, schwarz*, 脱敏, 匿名, 打码, обезлич*, anonimi*, personal data, personal detail*,
          personal information, pseudonym*, anonymous, identif* + remov*, identif* + strip*, hide + name,
          hide + patient, remove + name, replace + name, names + replac*, personenbezogen*, datos personales,
          donnees personnelles, 个人信息, 隐私, confidential*, sensitive data, sensitive information, gdpr, hipaa,
          隐去, 敏感信息
      punctuation | punct*, capitali*, truecas* | commas and full stops, commas and periods, 标点, ponctuation,
          satzzeichen, puntuacion, пунктуаци*, full stop*, commas, capital letter*, upper case, kommas, comas,
          virgules, запят*, 句读, 句読点, no commas, run on, one endless, satzzeichen*, 没有标点, 加标点, 断句
      part of speech | pos, upos, part of speech, part-of-speech | nouns, verbs, adjectives, 词性, wortart*,
          части речи, 품사, grammatical categor*, grammatical role, word class*, noun + verb, verb + noun,
          adjective + noun, adjectiv*, sustantivo*, substantiv*, verbos, verben, существительн*, глагол*, 名词, 动词,
          品詞, syntax, grammatical + word, tag every, tag each, parse the sentence, sentence analysis, satzglied*,
          analyse grammaticale, analisis gramatical, разбор предложения, 语法成分
      chunking | chunk*, srl, frame, semantic role*
      keyphrases | keyphrase*, key phrase*, keyword*, inspec | schlusselw*, schlagwort*, 关键词, palabras clave,
          mots cles, ключевые слова, ключевых слов, キーワード, key term*, key concept*, important + phrase,
          important + term, main term*, main topic*, central term*, terms that matter, phrases that matter,
          tags for a, tags for my, hashtag*, begriffe, terminos, termes, термин*, 主题词, 核心词, main ideas, tag cloud,
          index terms, terms to index, core terms, buzzword*, 标签, 重点词, search term*, suchbegriff*, search words,
          tag words, seo, tag + blog, tag + post, search engine*
      clinical entities | clinic*, medical*, biomed*, bioner, disease*, drug*, gene, i2b2, chemical*, anatom*,
          bc5cdr | symptom*, diagnos*, medication*, patient*, treatment*, 症状, 药物, 疾病, болезн*, medicine*, dose*,
          dosage*, side effect*, illness*, krankheit*, medikament*, enfermedad*, medicamento*, maladie*, 剂量, 病名,
          薬
      addresses | address*, earthquake | adres*, direccion*, 地址, anschrift*, адрес*, postcode*, zip code*,
          street + city, street + number
      slots | slot*, massive
      code | source code, stackoverflow
      dates and amounts (broad) | ontonotes*, with dates, core web | amounts, money, percent*, dates, datum, fechas, sums of,
          quantities, laws and events, 金额, 日期, 百分比, даты, суммы
      named entities | ner, named entit*, conll*, ontonotes, wikineural, wikiann, entity recognition | entit*,
          people and places, persons, names of, organizations, organisations, 人名, 地名, 机构, 实体, entidad*,
          eigennamen, имена, 固有表現, 개체명, who + mentioned, who is named, people + named, companies + named,
          places + named, persons named, names in, wer + genannt, wer + erwahnt, quien* + menciona*, qui + mentionn*,
          кто + упомин*, 谁 + 提到, 哪些人, 哪些公司, 哪些地方, 誰が出`,
  },
  "question-answering": {
    general: "extractive answers",
    rows: `
      tables | table*, wikisql
      long answers | generative, closed book, long form, eli5, abstractive
      medicine | biomed*, covid*, clinical, pubmed | patient*, 医学
      law | cuad, legal, contract*
      extractive answers | squad*, extractive, mrc, fquad, germanquad, piaf, qa, question answering,
          reading comprehension`,
  },
  summarization: {
    general: "news",
    rows: `
      dialogues | samsum, dialog*, meeting*, conversation*, chat, transcript*, qmsum | thread, slack, whatsapp,
          email*, minutes, voice memo*, gesprach*, chatverlauf, reunion*, 会议, 对话, 聊天, обсужд*, переписк*,
          agreed, call, phone call, interview*, discussion*, talk between, besprech*, entretien*, charla*, telefonat*,
          访谈, 通话, 電話, 会議, talked about, said in the chat, group chat, support chat, standup, stand up,
          who said, gruppenchat, конспект встречи, 群聊, 讨论, email thread, mail thread
      long documents | book, booksum, long document*, long doc*, long form, long input*, long sequence*, long, 16384,
          govreport, gov report | lecture*, chapter*, novel*, hour, pages, kapitel, capitulo*, vorlesung*, chapitre*,
          整本, 长文, 章节, 整章, 讲座, глав*, two hundred pages, hundred pages, thesis, dissertation*, ganze*, novela*,
          roman, livre, buch, libro*, 小说, 全书, 本书, 長い, whole book, entire book, whole chapter, whole novel
      science | arxiv, pubmed, scien*, paper*, biomed*, scitldr | research*, study, studies, studie, etude, estudio*,
          论文, 研究, исследовани*, preprint*, abstract of, findings, experiment*, journal, doctoral, physics,
          biolog*, wissenschaft*, cientific*, scientifique*, 学术, 文献, 期刊, abstract, scientific*,
          results of a study, clinical trial, peer review*, 摘要部分
      patents | patent* | 专利, invention*, erfindung*, invento*
      law | tos, tosdr, legal*, terms of, terms and, bill, billsum, court*, law | contract*, privacy polic*, agb,
          合同, 条款, договор*, terms of use, policy, policies, clause*, statute*, lease, judg*ment*, judgment*,
          judgement*, mietvertrag, contrato*, contrat*, gesetz*, ley, loi, закон*, 法规, 判决, 隐私政策, 契約,
          agreement, accept + terms, liability, fine print, small print, licence, license, kleingedruckt*,
          vereinbarung, acuerdo, accord, соглашени*, 协议, 利用規約
      finance | financ*, bloomberg, earnings | stock*, shares, 财报, 股票, quarterly, annual report, balance sheet*,
          profit*, market report, shareholder*, bilanz*, quartal*, ganancia*, resultats financiers, акци*, 年报, 股市,
          決算, investor*, revenue*, dividend*, ergebnis*, umsatz*, выручк*, 营收
      news | cnn, xsum, xlsum, daily mail, dailymail, news, article*, mlsum | story, tldr, tl dr, nachricht*,
          noticia*, zeitung*, 新闻, 文章, 报道, новост*, статью, статьи, ニュース, 뉴스, journal + article,
          article de journal, press, zeitungsartikel, periodico*`,
  },
  translation: {
    general: "translation",
    rows: `
      ancient languages | ancient, classical chinese, literary chinese, old english | 文言*, 古文, altgriech*,
          classical
      translation | translat*, opus, wmt*, many to many, mt`,
  },
  "text-generation": {
    general: "writing",
    rows: `
      persona | persona, role play, roleplay*, character*, fictional | you are a, you are the, stay in character,
          pretend, play the, du bist ein, du bist der, du bist die, 扮演, 角色, ты играешь, tu es un, act as, act like
      sarcastic chat | sarcas* | joke*
      grounded chat | grounded, goal directed, knowledge grounded | based on the
      empathetic chat | empath*, blended skill, emotional, prosocial | kindly, caring, sympath*, cheer up, console,
          comfort*, trost*, 安慰, 鼓励, поддерж*, consuel*, i + lonely, i + grief, lost + pet, my + died,
          my + passed away, i + heartbroken, broke up with, ich + einsam, solo y triste, 孤独, 难过, 伤心
      paraphrase | paraphras* | reword*, rephras*, umformul*, reformul*, 改写, 换个说法, перефраз*, in other words,
          put it differently, say it differently, rewrite + meaning, same + wording, same + words,
          different + wording, other + words, other + wording, without changing + meaning, keep + meaning,
          andere worte, anders formul*, otras palabras, autrement, другими словами, 换一种说法, 同样的意思, 言い換え*,
          elegant*, more fluent, better wording, express + differently, phrase + differently, restate*, rewrite,
          rewritten, reescrib*, reecri*, riscriv*, перепиши, 润色, 重写
      grammar correction | grammar*, gec, error correct*, jfleg, spell* | grammatic*, typo*, rechtschreib*, ortograf*,
          орфограф*, 语法, 错别字, correct the, correct this, correct my, corrig*, korrigier*, исправ*, 文法,
          correct + errors, correct + mistakes, fix + mistakes, fix + errors, fix + grammar, fix + spelling,
          proofread*, errors in my, fehler + korrig*, fehler + verbesser*, errores, fautes, ошибк* + исправ*, 病句,
          改错, 校对, 添削, 맞춤법, error free, mistake free, correct english, correct + english, correct + sentence,
          correct + paragraph, korrekt*, sin errores, sans fautes, без ошибок, 有没有错, 语病
      question generation | question gener*, qg, answer aware, quiz* | write a question, whose answer, answer context,
          出题, pregunta cuya, 问题生成, generate questions, make questions, exam question*, test question*,
          comprehension question*, practice question*, make + questions, write + questions, create + questions,
          generate + questions, could be asked, could you ask, questions for, fragen zu, preguntas sobre,
          questions sur, вопрос* + составь, вопрос* + придумай, 出几个问题, 提出问题, 問題を作, flashcard*, quiz me,
          test my, ask me, fragen stell*, 考考我, 考题, should i ask, what to ask, ask my pupils, ask my students
      relation extraction | relation*, triple*, triplet*, knowledge graph, openie | subject relation object, 三元组,
          关系抽取, subject + predicate, subject + relation, subject + object, relations between, who did what,
          facts + extract, subjekt + objekt, sujeto + objeto, sujet + objet, who works for, which relations,
          connected to, entities + related, 关系
      headlines and summaries | summar*, headline*, title gener*, one line, samsum, xsum, tldr | resum*,
          zusammenfass*, 总结, 摘要, 标题, тезис*, заголов*, subject line, title + article, title + story,
          title + text, title + post, title for, a title, headline*, titel fur, titulo, titre, titular, 起个标题,
          拟标题, 見出し, slogan + article, name for + article, call + article, in one line, in a line, a short title,
          short title, good title
      code | code, coder, code search*, codesearch*, text to sql, sql, program*, python, javascript,
          the stack | function, script, class that, regex, docstring, 程序, 代码, 编程, funktion, funcion, функци*,
          コード, bash, typescript, html, css, algorithm*, refactor*, debug*, unit test*, скрипт*, функци*, 脚本,
          函数, 写代码, sort + list, parse + json, api call, command line, excel formula, spreadsheet formula, 代码,
          爬虫, for loop, while loop, shell script, java program, in java, programmier*
      image prompts | text2image, text to image, prompt gener* | prompt for, image prompt*, 提示词, stable diffusion,
          midjourney, dall e, image generator, prompt + image, prompt + picture, bild + prompt, 绘图 + 提示
      music | abc notation, melod*, tune, tunes, music* | musik*, musica, 音乐, 旋律
      medicine | biomed*, pubmed*, clinical, doctor, medical*, health*, patient* | disease*, protein*, drug*,
          medicine*, symptom*, 医学, 疾病, headache*, cough*, illness*, treatment*, dosage*, kopfschmerz*, fieber,
          krank*, dolor de, fiebre, medicament*, mal de tete, fievre, лекарств*, температур*, болит, 头痛, 发烧, 感冒,
          药, 頭痛, my + hurts, ache*, allergic, allergy, infection, diagnosis, tut weh, duele, j ai mal, болит,
          不舒服, 过敏, 咳嗽, 肚子疼, ibuprofen, aspirin, paracetamol, antibiotic*, vaccin*, pregnan*, have a cold,
          with a cold, against a cold, i + ill, feel + ill, a pill, a sore, a fever, against + fever, a rash
      science | arxiv, scientific | science
      poetry | poem*, poet*, lyric*, verse* | 诗, gedicht*, стих*, haiku*, rhym*, poesi*, 俳句, sonnet*, limerick*,
          song text, liedtext*, rime, rima*, 歌词, 押韵, 詩, verses, stanza*, in rhyme, ballad*
      simplification | simplif*, plain language | simpler, easier words, 简化, plain english, easy english,
          easy language, simple words, simple language, child + understand, child + explain, five year old,
          leichte sprache, einfache* + worte*, palabras sencillas, mots simples, простыми словами, 简单 + 语言, 通俗,
          easier to read, easier to understand, layman*, einfacher, mas facil, plus simple, проще, 更简单, 易懂,
          for beginners
      keywords | keyword*, keyphrase* | 关键词
      style transfer | detox*, formal*, style transfer
      chat (broad) | conversational, chat, chatbot*, dialog*, open domain, chit, chitchat, reddit, telegram,
          blended | bored, how is your day, how are you, how is it going, small talk, plauder*, 聊天, 聊聊, 闲聊,
          陪我, поболта*, charl*, hablemos, 雑談, 대화
      instructions (broad) | instruct*, text2text, zero shot, assistant, sft, multi task, multitask,
          question answering, prompted, prompting | step by step, reason*, explain*, answer*, why, how, what,
          write an email, write a letter, make a list, make a plan, give me, 回答, 解释, 为什么, 怎么, erklar*,
          explica*, expliqu*, объясн*
      writing (broad) | language model, causal lm, pile, text generation | story, stories, tale, continu*, carry on,
          weiter, suite, 继续, 接着, 故事, 续写, продолж*, сказк*, sigue, fortsetz*, historia, conte`,
  },
  "sentence-similarity": {
    general: "similarity",
    rows: `
      pictures | image*, vision | photo*, picture*, foto, fotos, bild, bilder, imagen*, картин*, 图片, 照片, 画像
      patents | patent*
      medicine | bio, biomed*, med, mednli, clinical, pubmed*, medical* | symptom*
      law | legal*
      semantic search | multi qa, msmarco, ms marco, mfaq, retriev*, semantic search, dpr, faq | question*, passage*,
          search*, answers, find, suche*, frage*, 检索, 搜索, 找, поиск*, pregunta*, document*, buscar,
          which + answers, best + answer, faq entry, look up, relevant, retrieve, encontrar, trouver, finde, 查找,
          答案
      similarity | sts, stsb, paraphras*, nli, similarity, multitask, bitext | similar*, same thing, same meaning,
          mean the same, ahnlich*, gleich*, 相似, 一样, похож*, parecid*, 비슷, 似, paraphrase of, same + meaning,
          same + thing, same idea, bedeut* + gleich*, significan lo mismo, meme sens, meme chose, одинаков*, 同じ意味,
          same event, same topic, same story, equivalent, duplicate*, near duplicate*, how close, how alike, alike,
          doppelt*, duplicad*, 重复, 相近, 类似
      general embeddings (broad) | instruct*, any task, general purpose`,
  },
  "tabular-classification": {
    rows: `
      iris | iris | sepal*, petal*, 鸢尾, ирис*
      wine | wine* | vino*, vinho*, vin, wein*, 葡萄酒, 酒, вин*
      titanic | titanic | surviv*, passenger*, uberleb*, 泰坦尼克, титаник*, ship, shipwreck, schiff, barco, naufrag*,
          made it off, lifeboat*
      income | adult, census, income | earn*, salary, 50k, einkommen*, 收入, доход*
      cancer | cancer*, tumor*, tumour* | breast*, malignan*, benign*, 乳腺, 肿, 良性, 癌, brustkrebs*, рак, malign*,
          benigno, bosartig*
      diabetes | diabet* | 糖尿
      heart disease | heart, cardio*, stroke | 心脏
      digits | digit*, mnist | 数字
      justice | compas, recidiv* | reoffend*, arrest*
      fraud | fraud*, imbalanced, credit | transaction*, 欺诈, betrug*, мошен*, payment*, suspicious, suspect, scam*,
          stolen, card + misuse, zahlung* + verdacht*, pago* + sospechos*, 可疑, 支付, 盗刷
      churn | churn | cancel*, leave us, retention, 流失, leave, quit, stay or, customer + lost, kundig*, abwander*,
          клиент* + уй*, 流失, customers + leave, customers + stay, will quit, unsubscribe*, 续费, 取消订阅
      flights | flight* | delay*, plane*, vuelo*, 航班, flug*
      films | movie*, imdb, film* | 电影
      news | news
      animals | pokemon, dino*, penguin*, mushroom*, zoo | 蘑菇, 企鹅
      housing | hous*, real estate | 房价`,
  },
};
