import { arg, audio, duration, optional, prompt, question, spokenLanguage, text } from "./arg-specs.js";
import type { CatalogueRow } from "./catalogue-row.js";
import type { TaskId } from "./task-id.js";

/** Tasks on sound: what each takes and returns. */
export const AUDIO_ROWS = {
  "text-to-speech": {
    summary: "read a text aloud",
    hint: "read aloud",
    words:
      "speech synthesis, read aloud, voice, text to speech, convert text into speech, spoken, voice assistant, audiobook, narration, speak, narrate, voiceover, announcement, audio from text, text into audio, tts, natural voice, say aloud, speech from text, announce, pronounce, audio version, listen, dub, visually impaired, text to voice",
    args: [text, optional(arg("voice", "text", "name of a voice", "speaker")), spokenLanguage],
    outputs: ["audio"],
    heading: "Read aloud",
    equivalents: ["text-to-audio"],
    aliases: ["tts", "speech-synthesis"],
  },
  "text-to-audio": {
    summary: "make music or sound from a description",
    hint: "music or sound",
    words:
      "music from text, generate music, sound effect, compose music, generate sound, melody, song, soundtrack, audio generation, background music",
    args: [prompt, duration],
    outputs: ["audio"],
    heading: "Sound",
    aliases: ["text-to-music", "music-generation", "sound-generation"],
  },
  "automatic-speech-recognition": {
    summary: "write down what is said in a recording",
    hint: "transcribe",
    words:
      "transcribe, transcription, transcript, speech to text, speech recognition, audio into text, recording text, dictation, subtitles, spoken words, convert speech, voice to text, captions video audio, podcast transcript, voice commands, transcribing, lecture recorded, meeting recording, phone call text, asr, spoken language, convert audio text, written form, text form",
    args: [audio, spokenLanguage],
    outputs: ["text"],
    heading: "Transcript",
    textIsResult: true,
    textMayBeEmpty: true,
    aliases: ["asr", "speech-to-text", "speech-recognition", "transcription"],
  },
  "audio-to-audio": {
    summary: "clean, separate or convert a recording",
    hint: "clean, separate, convert",
    words:
      "noise, enhance audio, speech enhancement, separate voices, source separation, remove noise, denoise, voice conversion, clean audio, speech separation, isolate vocals, improve audio quality, background noise, noisy recording, audio quality, speech translation, separate speakers, mixed audio, convert voice, audio enhancement, overlapping speakers, vocals, remove background, fix audio, repair recording, muffled, hum, hiss, echo",
    args: [audio],
    outputs: ["audio"],
    aliases: ["speech-enhancement", "voice-conversion", "source-separation", "noise-reduction"],
  },
  "audio-classification": {
    summary: "label a recording, for instance its emotion, language or kind of sound",
    hint: "emotion, language, kind of sound",
    words:
      "classify audio, emotion speech, audio emotion, sound classification, speaker identification, identify speaker, keyword spotting, music genre, spoken language identification, detect emotion voice, audio clips, voice emotion, sound type, speech commands, emotions in speech, speaker verification, call emotion, audio recognize, bird sounds, gender of speaker, audio events, language of audio",
    args: [audio],
    outputs: ["labels"],
    aliases: ["emotion-recognition", "keyword-spotting", "sound-classification"],
  },
  "audio-text-to-text": {
    summary: "answer a question about a recording",
    words: "question about audio, audio question, describe audio, chat about recording",
    args: [audio, question],
    outputs: ["text"],
  },
  "voice-activity-detection": {
    summary: "find where someone speaks in a recording",
    words:
      "voice activity, detect speech, speaker diarization, who speaks, silence, speech segments, speech activity, segments of speech, overlapped speech, speaker change, when someone speaks, pauses, parts with speech, speech detection, active voice, diarization, detect voice, speaking in meeting, speakers in conversation",
    args: [audio],
    outputs: ["segments"],
    aliases: ["vad"],
  },
} satisfies Partial<Record<TaskId, CatalogueRow>>;
