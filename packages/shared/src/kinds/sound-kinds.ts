import type { KindTable } from "./kind-row.js";

/** Kinds of work on sound. */
export const SOUND_KINDS: KindTable = {
  "text-to-speech": {
    general: "speech",
    rows: `
      vocoder (apart) | vocoder*, from a mel spectrogram, from mel spectrogram*
      speech-to-speech translation (apart) | speech to speech, s2st, s2ut
      singing | singing, singer*, song* | vocal*, 唱, gesang*, cantar*
      male voice | male | man, deep voice, mannes, manner*, mannlich*, hombre*, homme, masculin*, 男声, 男, мужск*,
          男性, man s voice, men, guy, gentleman, his voice, deep voice, masculine, mannerstimme, 男人, 男の,
          male speaker, male narrator, with a man
      female voice | female | woman, frau*, weiblich*, mujer*, femme, femenin*, 女声, 女, женск*, 女性, woman s voice,
          women, lady, her voice, feminine, frauenstimme, 女人, 女の, female speaker, female narrator, with a woman
      several voices | multi speaker, multispeaker, 100 speakers, different speaker*, xvector*,
          speaker embedding* | different voices, several voices, 多个声音, different + speaker, many + speaker,
          several + speaker, many + voice, several + voice, different + voice, choice + voice, choose + voice,
          mehrere + stimme*, varias voces, plusieurs voix
      voice cloning | clon* | 克隆
      speech | tts, text to speech, voice*, speech synthesis`,
  },
  "text-to-audio": {
    general: "music and sounds",
    rows: `
      music | music*, song*, melod* | musik*, musica, 音乐, 歌, музык*
      sound effects | sound effect*, audio gen* | sound of, noise of, 音效
      speech | tts, text to speech, voice*
      music and sounds (broad) | text to audio, audio`,
  },
  "automatic-speech-recognition": {
    general: "transcription",
    rows: `
      voice activity | voice activity, vad, speech activity | when someone speaks, when anyone is talking, silence*,
          stille, 静音, 什么时候有人说话, someone + speaks, someone + speaking, somebody + speaking,
          somebody + talking, someone + talking, anyone + speaking, parts + speech, segments + speech, silent, pauses,
          without speech, pausen, silencio*, silences, тишин*, 无声, 沉默, when + speech, is there speech,
          seconds + speech, where + speech
      diarization | diari*, overlapped speech, speaker segmentation, segmentation | who speaks, who said,
          who is speaking, who talks, wer spricht, 谁在说, 说话人, кто говорит, quien habla, qui parle, who + spoke,
          who + talked, who + talks, who + speaks, who + talking, which speaker, each speaker, separate the speakers,
          speakers + separate, speaker + label*, wer + gesprochen, wer + redet, quien + hablo, qui + parle,
          кто + говорил, 谁 + 说话, 谁 + 什么时候, 说话人, 誰 + 話, how long + talk, how long + speak,
          participant* + talk, participant* + speak, speaking time, talk time, turns, redeanteil*, сколько говорил,
          发言时间, 每个人
      phonemes | phoneme*, phonetic* | 音素
      keyword spotting | wake word*, keyword spotting
      transcription | asr, speech recogn*, transcri*, stt, s2t, librispeech, ctc, common voice, speech to text | 听写,
          转写, 转成文字, расшифр*, 文字起こし`,
  },
  "audio-to-audio": {
    rows: `
      speech translation | speech to speech, s2st, s2ut, speech translation, translat* | ubersetz*, tradu*, 翻译, 译,
          перевед*, перевод*, interpret*, spoken + to spoken, hokkien, dolmetsch*, 同传, 同声传译, 闽南
      separation | separat*, sepclean, sepnoisy, libri2mix, libri3mix, wsj0*, mix | two people, two speakers,
          two voices, apart, trenn*, split, each speaker, each voice, 分离, 分开, раздел*, separ*, each of the two,
          talking at once, speak* + at once, speak* + same time, simultaneous*, over each other, track for,
          talking over, one track, tracks, isolate + voice, isolate + speaker, 各自, 每个人的声音
      enhancement | enhanc*, enh, enhsingle, denois*, voicebank, dereverb*, beamform*, dns | noise*, noisy, clean up,
          hiss, hum, rausch*, ruido*, bruit*, 降噪, 噪, 清晰, шум*, clearer, 雑音, phone call, background, wind,
          crackl*, muffled, understandable, hintergrundger*, 杂音, 背景声, 清楚, fan, hear me, hard to hear, echo,
          loud, traffic, static, nachhall, eco, 听不清, 风声
      voice conversion | voice conversion, vc | sound like, another voice, voice of, 变声, stimme von, другим голосом,
          someone else, somebody else, like + voice of, as if + said, voice + swap, stimme + andere*, voz de, voix de,
          别人的声音, 另一个人
      music | vocals, stems, instrument* | karaoke, drums, 伴奏, 人声`,
  },
  "audio-classification": {
    general: "sounds",
    rows: `
      emotion | emotion*, sentiment*, er, mesd, iemocap, ravdess, mood | humeur, laune, umore, 기분, feel*, angry,
          sad, emocion*, gefuhl*, wutend*, 情绪, 心情, эмоци*, duygu*, 感情, annoyed, upset, nervous, tone of voice,
          verargert, enojad*, enfadad*, en colere, злит*, 生气, 高兴, 怒, sounds + happy, she + happy, he + happy,
          caller + happy
      spoken commands | keyword spot*, speech commands, ks | command*, yes or no, yes no, stop or go, which word,
          says yes, says no, befehl*, 命令, 口令, orden, команд*, up down, left right, voice command*, keyword*,
          wake word, digit*, number + spoken, ziffer*, chiffre*, cifra*, 数字, stop + go, words such as, single words,
          yes + no, left + right, react* + word
      language identification | language identification, language id, lang id, langid, voxlingua*, commonlanguage,
          accent* | which language, what language, idioma*, sprache*, langue*, 语言, язык*, 言語, language + detect*,
          language + identif*, language + recogni*, language of, language is, spoken language, language + spoken,
          sprache + gesprochen*, idioma + habla*, язык + говор*, 什么语, 哪国话, 何語, english or, french or,
          german or, spanish or, italian or, portuguese or, dutch or, russian or, polish or, turkish or, arabic or,
          hindi or, mandarin or, chinese or, japanese or, korean or
      speaker | speaker*, spkrec*, sid, voxceleb* | whose voice, who is speaking, who is talking, 谁的声音, 说话人,
          who + talking, who + speaking, who + speaks, whose + voice, recognise + person, recognize + person,
          which person, which of my, this person, wer + spricht, wessen stimme, quien + habla, qui + parle, чей голос,
          кто + говорит, 谁在说话, 是谁, same person, same speaker, same voice
      age | adult, child*, age | how old, kinder*, erwachs*, 年龄, 孩子, edad, возраст*, kid, kids, grown up, elderly,
          young + old, nino*, enfant*, ребен*, 小孩, 老人, 大人
      gender | gender, male, female | 性别, man or woman, man or a woman, woman or a man, mann oder, hombre o,
          homme ou, мужчина или, 男人还是
      music | music*, genre*, gtzan | song*, musik*, cancion*, 音乐, 歌, жанр*, instrument*, genre, which band, tempo,
          jazz, rock or, 乐器, 曲风, ジャンル
      fake speech | spoof*, deepfake*, synthetic | 伪造
      health | cough*, covid*, heart* | 咳
      sounds | audioset, urban*, esc50, esc 50, sound*, environment*, event* | noise*, bark*, siren*, gerausch*,
          ruido*, bruit*, 声音, звук*, 音, dog, siren, drill*, horn, engine, birds, hund, perro*, chien*, собак*,
          狗叫, 鸟叫, 环境音, what made, which animal, what is that sound, what do i hear, was hore ich, que se oye,
          什么声音, 何の音`,
  },
};
