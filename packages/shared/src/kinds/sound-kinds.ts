import type { KindTable } from "./kind-row.js";

/** Kinds of work on sound. */
export const SOUND_KINDS = {
  "text-to-speech": {
    general: "speech",
    rows: [
      { kind: "vocoder", models: "vocoder*, from a mel spectrogram, from mel spectrogram*" },
      { kind: "speech-to-speech translation", models: "speech to speech, s2st, s2ut" },
      { kind: "singing", models: "singing, singer*, song*", asks: "vocal*, 唱, gesang*, cantar*" },
      {
        kind: "male voice",
        models: "male",
        asks: "man, deep voice, mannes, manner*, mannlich*, hombre*, homme, masculin*, 男声, 男, мужск*, 男性",
      },
      {
        kind: "female voice",
        models: "female",
        asks: "woman, frau*, weiblich*, mujer*, femme, femenin*, 女声, 女, женск*, 女性",
      },
      {
        kind: "several voices",
        models: "multi speaker, multispeaker, 100 speakers, different speaker*, xvector*, speaker embedding*",
        asks: "different voices, several voices, 多个声音",
      },
      { kind: "voice cloning", models: "clon*", asks: "克隆" },
      { kind: "speech", models: "tts, text to speech, voice*, speech synthesis" },
    ],
  },
  "text-to-audio": {
    general: "music and sounds",
    rows: [
      { kind: "music", models: "music*, song*, melod*", asks: "musik*, musica, 音乐, 歌, музык*" },
      {
        kind: "sound effects",
        models: "sound effect*, audio gen*",
        asks: "sound of, noise of, 音效",
      },
      { kind: "speech", models: "tts, text to speech, voice*" },
      { kind: "music and sounds", models: "text to audio, audio", broad: true },
    ],
  },
  "automatic-speech-recognition": {
    general: "transcription",
    rows: [
      {
        kind: "voice activity",
        models: "voice activity, vad, speech activity",
        asks: "when someone speaks, when anyone is talking, silence*, stille, 静音, 什么时候有人说话",
      },
      {
        kind: "diarization",
        models: "diari*, overlapped speech, speaker segmentation, segmentation",
        asks: "who speaks, who said, who is speaking, who talks, wer spricht, 谁在说, 说话人, кто говорит, quien habla, qui parle",
      },
      { kind: "phonemes", models: "phoneme*, phonetic*", asks: "音素" },
      { kind: "keyword spotting", models: "wake word*, keyword spotting" },
      {
        kind: "transcription",
        models: "asr, speech recogn*, transcri*, stt, s2t, librispeech, ctc, common voice, speech to text",
        asks: "听写, 转写, 转成文字, расшифр*, 文字起こし",
      },
    ],
  },
  "audio-to-audio": {
    rows: [
      {
        kind: "speech translation",
        models: "speech to speech, s2st, s2ut, speech translation, translat*",
        asks: "ubersetz*, tradu*, 翻译, 译, перевед*, перевод*, interpret*",
      },
      {
        kind: "separation",
        models: "separat*, sepclean, sepnoisy, libri2mix, libri3mix, wsj0*, mix",
        asks: "two people, two speakers, two voices, apart, trenn*, split, each speaker, each voice, 分离, 分开, раздел*, separ*",
      },
      {
        kind: "enhancement",
        models: "enhanc*, enh, enhsingle, denois*, voicebank, dereverb*, beamform*, dns",
        asks: "noise*, noisy, clean up, hiss, hum, rausch*, ruido*, bruit*, 降噪, 噪, 清晰, шум*, clearer, 雑音",
      },
      {
        kind: "voice conversion",
        models: "voice conversion, vc",
        asks: "sound like, another voice, voice of, 变声, stimme von, другим голосом",
      },
      { kind: "music", models: "vocals, stems, instrument*", asks: "karaoke, drums, 伴奏, 人声" },
    ],
  },
  "audio-classification": {
    general: "sounds",
    rows: [
      {
        kind: "emotion",
        models: "emotion*, sentiment*, er, mesd, iemocap, ravdess, mood",
        asks: "feel*, angry, sad, emocion*, gefuhl*, wutend*, 情绪, 心情, эмоци*, duygu*, 感情",
      },
      {
        kind: "spoken commands",
        models: "keyword spot*, speech commands, ks",
        asks: "command*, yes or no, yes no, stop or go, which word, says yes, says no, befehl*, 命令, 口令, orden, команд*",
      },
      {
        kind: "language identification",
        models: "language identification, language id, lang id, langid, voxlingua*, commonlanguage, accent*",
        asks: "which language, what language, idioma*, sprache*, langue*, 语言, язык*, 言語",
      },
      {
        kind: "speaker",
        models: "speaker*, spkrec*, sid, voxceleb*",
        asks: "whose voice, who is speaking, who is talking, 谁的声音, 说话人",
      },
      {
        kind: "age",
        models: "adult, child*, age",
        asks: "how old, kinder*, erwachs*, 年龄, 孩子, edad, возраст*",
      },
      { kind: "gender", models: "gender, male, female", asks: "性别" },
      { kind: "music", models: "music*, genre*, gtzan", asks: "song*, musik*, cancion*, 音乐, 歌, жанр*" },
      { kind: "fake speech", models: "spoof*, deepfake*, synthetic", asks: "伪造" },
      { kind: "health", models: "cough*, covid*, heart*", asks: "咳" },
      {
        kind: "sounds",
        models: "audioset, urban*, esc50, esc 50, sound*, environment*, event*",
        asks: "noise*, bark*, siren*, gerausch*, ruido*, bruit*, 声音, звук*, 音",
      },
    ],
  },
} as const satisfies KindTable;
