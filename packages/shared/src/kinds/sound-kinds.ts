import type { KindTable } from "./kind-row.js";

/** Kinds of work on sound. */
export const SOUND_KINDS: KindTable = {
  "text-to-speech": {
    general: "speech",
    rows: `
      vocoder | vocoder*, from a mel spectrogram, from mel spectrogram*
      speech-to-speech translation | speech to speech, s2st, s2ut
      singing | singing, singer*, song* | vocal*, 唱, gesang*, cantar*
      male voice | male | man, deep voice, mannes, manner*, mannlich*, hombre*, homme, masculin*, 男声, 男, мужск*, 男性
      female voice | female | woman, frau*, weiblich*, mujer*, femme, femenin*, 女声, 女, женск*, 女性
      several voices | multi speaker, multispeaker, 100 speakers, different speaker*, xvector*, speaker embedding* | different voices, several voices, 多个声音
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
      voice activity | voice activity, vad, speech activity | when someone speaks, when anyone is talking, silence*, stille, 静音, 什么时候有人说话
      diarization | diari*, overlapped speech, speaker segmentation, segmentation | who speaks, who said, who is speaking, who talks, wer spricht, 谁在说, 说话人, кто говорит, quien habla, qui parle
      phonemes | phoneme*, phonetic* | 音素
      keyword spotting | wake word*, keyword spotting
      transcription | asr, speech recogn*, transcri*, stt, s2t, librispeech, ctc, common voice, speech to text | 听写, 转写, 转成文字, расшифр*, 文字起こし`,
  },
  "audio-to-audio": {
    rows: `
      speech translation | speech to speech, s2st, s2ut, speech translation, translat* | ubersetz*, tradu*, 翻译, 译, перевед*, перевод*, interpret*
      separation | separat*, sepclean, sepnoisy, libri2mix, libri3mix, wsj0*, mix | two people, two speakers, two voices, apart, trenn*, split, each speaker, each voice, 分离, 分开, раздел*, separ*
      enhancement | enhanc*, enh, enhsingle, denois*, voicebank, dereverb*, beamform*, dns | noise*, noisy, clean up, hiss, hum, rausch*, ruido*, bruit*, 降噪, 噪, 清晰, шум*, clearer, 雑音
      voice conversion | voice conversion, vc | sound like, another voice, voice of, 变声, stimme von, другим голосом
      music | vocals, stems, instrument* | karaoke, drums, 伴奏, 人声`,
  },
  "audio-classification": {
    general: "sounds",
    rows: `
      emotion | emotion*, sentiment*, er, mesd, iemocap, ravdess, mood | feel*, angry, sad, emocion*, gefuhl*, wutend*, 情绪, 心情, эмоци*, duygu*, 感情
      spoken commands | keyword spot*, speech commands, ks | command*, yes or no, yes no, stop or go, which word, says yes, says no, befehl*, 命令, 口令, orden, команд*
      language identification | language identification, language id, lang id, langid, voxlingua*, commonlanguage, accent* | which language, what language, idioma*, sprache*, langue*, 语言, язык*, 言語
      speaker | speaker*, spkrec*, sid, voxceleb* | whose voice, who is speaking, who is talking, 谁的声音, 说话人
      age | adult, child*, age | how old, kinder*, erwachs*, 年龄, 孩子, edad, возраст*
      gender | gender, male, female | 性别
      music | music*, genre*, gtzan | song*, musik*, cancion*, 音乐, 歌, жанр*
      fake speech | spoof*, deepfake*, synthetic | 伪造
      health | cough*, covid*, heart* | 咳
      sounds | audioset, urban*, esc50, esc 50, sound*, environment*, event* | noise*, bark*, siren*, gerausch*, ruido*, bruit*, 声音, звук*, 音`,
  },
};
