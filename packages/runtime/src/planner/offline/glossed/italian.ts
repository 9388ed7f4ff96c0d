import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "it",
  bounds: "words",
  verbs: `
    turn it into a video = (?:trasform|convert)* +in (?:un )?(?:video|filmato|clip|animazione), (?:fanne|fai) +(?:un )?video(?: (?:con|da) (?:esso|questo))?
    blur = sfoca*, sfuma*
    summarize = di (?:che )?cosa (?:parla|tratta)
    translate = come si dice, come dico
    transcribe = in testo
    upscale = più grande, il doppio più grande
    summarize = di (?:che )?cosa parla (?:questo|questa|il|la|l['’]) ?(?:testo|articolo|lettera|relazione)
    summarize = riassum*, sintetizz*, fai un riassunto, fare un riassunto, accorcia*, riassunto di, più cort*
    translate = traduc*, tradur*
    read aloud = ad alta voce, a voce alta, leggi, leggere, leggimi, leggilo, leggila, legga, pronuncia*, recita*, ascoltare
    transcribe = trascri*, sbobin*, metti* per iscritto
    describe = descriv*
    caption = didascalia
    detect = rileva*, individua*
    find = trova*, cerca*, localizz*, dove (?:è|sono|si trova|si trovano)
    identify = identific*, estra*, elenca*, evidenzia*, riconosc*, indica*
    count = conta, contare
    segment = segment*
    separate = separa*
    remove = rimuov*, togli*, elimin*, cancell*
    cut out = scontorn*, ritaglia*
    draw = disegna*, dipingi*, dipinger*, illustra*
    generate = genera*, crea, creare, creami, fai, fammi, fare, realizz*, produc*, compon*
    write a = scriv*, redig*
    come up with = invent*, immagina, immaginare, propon*
    rewrite = riscriv*, riformul*, corregg*
    continue writing = continua*, prosegui*
    classify = classific*, categorizz*
    compare = confront*, paragon*
    brighten = schiari*, illumin*, più chiar*, più lumin*
    darken = scurisci*
    sharpen = nitid*, più nitid*
    upscale = risoluzione, ingrandi*
    enhance = miglior*
    restore = restaur*, ripar*
    colorize = colora*
    change = cambi*, modific*, trasform*, convert*, sostitui*
    estimate = stim*, calcol*
    predict = preved*, predir*
    answer the question = rispond* alla (?:domanda|mia domanda)
    animate = anima*
    chat = chiacchier*, parliamo
  `,
  words: `
    black and white = bianco e nero
    next month = prossim[oaie] (?:mes|ann|settiman|trimestr)*, (?:mese|anno|settimana|trimestre) prossim[oa]
    emotion = arrabbiat*, content*, soddisfatt*, delus*, triste*, felice, infastidit*
    cars = auto, automobil*, macchin*
    vehicles = veicol*
    animals = animale, animali
    faces = volto, volti, facce
    noise = rumor* di fondo
    text = testo, testi
    sentence = frase
    sentences = frasi
    article = articolo*, articoli
    letter = lettera, lettere
    document = documento*, documenti, modulo
    invoice = fattura*, ricevut*, scontrin*
    contract = contratt*
    review = recension*, opinion*
    comment = comment*
    e-mail = mail, e-mail*, email
    message = messagg*
    story = storia, storie, raccont*
    poem = poesia, poesie
    report = relazione, rapporto
    the summary = riassunto
    the description = descrizion*
    the translation = traduzion*
    the answer = rispost*
    the result = risultat*
    the transcript = trascrizion*
    key points = punti chiave, punti principali
    picture = immagin*, disegno
    photo = foto*
    painting = quadro, dipinto
    poster = manifesto
    portrait = ritratt*
    recording = podcast*, registrazion*
    audio recording = audio*, messaggio vocale, nota vocale
    interview = intervist*
    voice = voce
    video = video*, filmat*
    table = tabell*
    3d model = modello 3d
    music = musica*, melodi*, canzon*
    background = sfondo
    noise = rumor*
    depth map = mappa di profondità, profondità
    edges = bordi, contorni
    pose = posa
    objects = oggett*, cose
    people = persone, gente
    person = persona
    places = luogh*, luogo, posti, città
    names = nomi (?:di|delle|dei), nomi
    companies = aziend*, società, imprese
    organizations = organizzazion*
    named entities = entità
    sentiment = sentiment*
    emotion = emozion*
    tone = tono
    positive = positiv*
    negative = negativ*
    what language is = (?:in )?(?:che|quale) lingua
    similar = simil*, somigli*, assomigli*
    say the same = (?:dicono|significano) la stessa cosa, la stessa cosa
    style = stile
    mentioned = menzionat*, citat*
    what is in the picture = (?:che )?cosa (?:c['’]è|si vede|vedi|mostra) (?:nella|in|in questa|questa|la)? ?(?:foto|immagine)
    what does the picture say = (?:che )?cosa (?:c['’]è scritto|dice il cartello)
    text in the picture = testo (?:nell['’]|nella|in questa|dell['’]|della|dalla|dall['’]) ?(?:immagine|foto|schermata)
    what is said = (?:che )?cosa (?:si dice|viene detto|dice|dicono)
    what happens = (?:che )?cosa (?:succede|accade)
    which species = (?:che|quale) (?:specie|razza|tipo|varietà)
    which species = che (?:cane|gatto|uccello|pesce|animale|fiore|albero|pianta|fungo) (?:è|sono)
    watercolor painting = acquerello, olio su tela, caricatura*, fumetto
    will = *eranno, andranno, andrà
    subtitles = sottotitol*
    what kind of sound = che (?:suono|rumore)
    how many = quant*
    how = come
    what = che, cosa, qual*
    who = chi
    where = dove, dov['’]
    when = quando
    why = perché
    is = è
    are = sono
    the = il, lo, la, i, gli, le, l['’]
    this = questo, questa
    these = questi, queste
    a = un, una, uno, un['’]
    my = mio, mia, miei, mie
    all = tutti, tutte, tutto
    each = ogni, ciascun*
    in the = in, nel, nella, nello, nei, nelle, nell['’], sul, sulla
    of = di, del, della, dello, dei, delle, dell['’], da, dal, dalla, dall['’]
    about = su
    with = con
    seconds = secondi
    and = e, ed
    or = o, oppure
  `,
  languages: {
    of: "(?:scritt[oaie]|parlat[oaie]|registrat[oaie]|parla|parlano) (?:in )?{L}",
    into: "(?:verso l['’]|nel) ?{L}",
    in: "(?:in lingua|in) {L}",
    from: "(?:dall['’]|dal) ?{L}",
  },
  and: "e|ed|ma",
  next: "poi|dopo|quindi|infine|successivamente|in seguito",
  also: "anche|inoltre",
  cut: "\\s+(?=senza\\s)",
  polite:
    "per favore|per piacere|ciao|dirmi|dimmi|buongiorno|salve|vorrei|voglio|ho bisogno di|mi serve|mi piacerebbe|aiutami a|prima|ora|adesso|me|mi",
  asks: "(?:me lo |me la |mi )?(?:puoi|potresti|può|potrebbe)|riesci a|sapresti",
  question: "^(?:che|cosa|chi|dove|dov|quando|perché|come|quant\\p{L}*|qual\\p{L}*|c['’]è|ci sono|in che)",
  statement: "ho(?! bisogno| una domanda)|ecco|questo è|questa è|in allegato|abbiamo|sto lavorando",
  refusal:
    "niente \\p{L}+|(?:ma )?non (?!capisco|so|riesco|leggo|vedo)(?:serve|\\p{L}+[aeiu]r(?:e|re|l[oaie])(?!\\p{L})|occorre|voglio)|senza \\p{L}+[aeiu]r(?:e|re|l[oaie])(?!\\p{L})",
  things: [
    "(?:immagine|foto|disegno|quadro|dipinto|poster|manifesto|illustrazione|logo|video|filmato|animazione|modello 3d) (?:di|del|della|dello|con|che mostra|in cui|su) (.+)$",
    "(?:disegna\\p{L}*|dipingi\\p{L}*|illustra) (.+)$",
    "(?:musica|melodia|canzone|suono) (?:di|del|della|per|con)? ?(.+)$",
  ],
  labels:
    "(?:classific\\p{L}*|categorizz\\p{L}*)[^:]*?(?:(?<!\\p{L})(?:come|in|tra|fra)(?!\\p{L})|:)|^si tratta di",
  or: "o|oppure|e",
};
