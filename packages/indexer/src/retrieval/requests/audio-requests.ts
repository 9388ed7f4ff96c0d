import type { Requests } from "./requests.js";

/** Requests for tasks on speech and other sound. */
export const AUDIO_REQUESTS: Requests = {
  "text-to-speech": `
    Read articles aloud with a natural voice.
    Give our voice assistant a voice: it has to speak its answers.
    Produce the narration of an audiobook from its text.
    Announce train departures by loudspeaker from written messages.
    Help blind users by speaking the text on the screen.
    Convert written Japanese sentences to spoken audio.
    A navigation app needs spoken directions.
    Synthesize speech with a female voice.
    Turn text messages into voice messages.
    Make our e-books available as audio.
    A talking robot needs a voice.
    Produce spoken announcements for an airport in several languages.
    Read emails to drivers.
    Generate audio from the text of lessons for an online course.
    Give a game character a male voice.
    Turn news into a podcast by machine.
    Synthesize Chinese speech from characters.
    Pronounce words for people who learn a language.
    Telephone system that speaks prompts.
  `,
  "text-to-audio": `
    Generate background music from a description.
    Create sound effects such as rain or footsteps for a game from text.
    Compose a short melody in the style of jazz from a prompt.
    Produce a song clip from words that describe the mood.
    Generate the sound of an engine for a film.
    A tune for an advertisement from a short description.
    Ambient sounds for meditation from a prompt.
    Music in the style of techno from text.
  `,
  "automatic-speech-recognition": `
    Transcribe recorded interviews into text.
    Create subtitles for a video from what is said in it.
    Turn voice notes into written notes.
    Dictate letters instead of typing them.
    Recognize spoken commands in German as text.
    Convert phone calls with customers into transcripts.
    Write down what is said in a podcast.
    Speech to text for a multilingual meeting.
    Make captions of lectures for people who cannot hear.
    A voice assistant must understand what the user says.
    Take minutes from recorded meetings.
    Search in radio archives by what was said.
    Convert audio messages into text messages.
    Recognition of spoken French in recordings.
    Doctors dictate reports that must be written down.
    Live captions for a conference.
    Text from an audio file of an interview in Portuguese.
    Control a smart home by understanding speech as text.
  `,
  "audio-to-audio": `
    Remove the background noise from a recorded phone call.
    Separate the voices of two people who talk at the same time.
    Isolate the vocals from the instruments of a song.
    Change the voice of a speaker into another voice.
    Clean up noisy speech in a podcast.
    Enhance audio recorded in a windy place.
    Remove echo and hiss from recordings.
    Extract a single speaker from a mixture of voices.
    Split music into drums, bass and vocals.
    Make speech in a video call clearer.
    Raise the sampling rate of old tapes.
    Disguise the voice of a witness.
    Suppress street noise behind an interview.
    Convert speech in Spanish to speech in English.
  `,
  "audio-classification": `
    Recognize the emotion of a caller from the sound of the voice.
    Is this sound a siren, a dog bark or glass breaking?
    Who is speaking? Identify the speaker from a recording.
    Detect a wake word such as yes, no, stop, go in audio.
    Sort songs by genre by listening to them.
    Which language is spoken in this clip?
    Verify a person by the voice.
    Tell from a recording whether the speaker is male or female.
    Classify recordings of birds by species.
    Classify the mood of music clips.
    Detect anger in the voices of callers.
    Recognize which command was spoken among ten words.
    Listen to machines and tell whether they sound faulty.
    Recognize which of the enrolled speakers is talking.
    Tell the language of a caller from the sound.
    Detect crying babies by sound.
    Identify instruments in a recording.
    Analyze emotions in recorded conversations.
    Tell real from fake voices.
  `,
  "voice-activity-detection": `
    Find the parts of a recording in which somebody speaks.
    Cut the silence out of an interview.
    Who spoke when in the meeting? Split the recording by speaker.
    Detect when two speakers talk over each other.
    Start recording only when speech is heard.
    Tell speech from pauses in a phone call.
    Count the speakers of a conversation and mark their turns.
    Trim pauses from podcasts.
    Diarize a phone call between an agent and a customer.
    Mark where speech begins and ends in audio.
    Know when a participant of a video conference is speaking.
    Detect overlapping speakers in a debate.
    Save storage by keeping only the parts with voices.
  `,
};
