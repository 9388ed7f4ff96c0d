import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "de",
  bounds: "words",
  verbs: `
    turn it into a video = mach* +(?:daraus ein(?:en)? (?:kurze[sn]? )?(?:video|film|clip)|(?:video|film|clip) daraus), verwand* +(?:video|film|clip), wand* +(?:video|film|clip)
    blur = mach* +(?:unscharf|verschwommen), verwisch*, verpixel*, weichzeichn*
    read aloud = les +vor
    make = mach* aus, mache aus, mach (?:den|die|das|es|ihn|sie)
    who is speaking = wer (?:spricht|redet)
    translate = wie sagt man, wie heißt
    transcribe = in text umwandeln, zu text machen
    find = wo +(?:befinden|befindet)
    upscale = größer, doppelt so groß, höher aufgelöst
    summarize = worum geht es in (?:diesem|dem|der|dieser) (?:text|artikel|bericht|brief|mail)
    summarize = fasse* +zusammen, zusammenfass*, zusammengefasst*, zusammenzufassen, kürz*, fass(?:t)? +zusammen, kürzer
    translate = übersetz*, übertrag*
    read aloud = vorles*, vorzulesen, lies +vor, lese +vor, lest +vor, lies +laut, sprich, vertone*, ausspre*, vorgelesen*, laut vorlesen, anhören, vortrag*, lies +aloud
    transcribe = transkri*, abtipp*, abzutippen, tipp* +ab, verschriftlich*, niederschreib*, schreib* +(?:ab|auf|mit|nieder), abschreib*, aufschreib*
    describe = beschreib*, schilder*
    caption = beschrift*, bildunterschrift*
    detect = erkenn*, detektier*
    find = finde*, such*, lokalisier*, aufspür*, wo (?:genau )?(?:ist|sind|befindet sich|befinden sich|liegt|steht|stehen)
    identify = markier*, kennzeichne*, nenne*, liste*, auflist*, herausfind*, extrahier*, bestimm*, identifizier*, zeig*
    count = zähl*
    segment = segmentier*, unterteil*
    separate = trenn*, aufteil*
    remove = entfern*, lösch*, weg(?:mach|nehm|schneid)*, beseitig*, nimm* +weg, mach* +weg
    cut out = freistell*, ausschneid*, stell* +frei, schneid* +aus
    draw = male, malen, mal, zeichne*, skizzier*
    generate = erstell*, erzeug*, generier*, entwirf, entwerf*, kreier*, gestalt*, produzier*, komponier*
    write a = schreib*, verfass*, dichte
    rewrite = umschreib*, umformulier*, formulier*, überarbeit*
    continue writing = weiterschreib*, schreib* +weiter, weitererzähl*
    classify = klassifizier*, einordne*, einstuf*, ordne* +(?:ein|zu), kategorisier*, zuordne*
    compare = vergleich*
    brighten = aufhell*, hell* +auf, heller
    darken = abdunkel*, dunkler
    sharpen = schärf*, scharfzeichn*, nachschärf*
    upscale = hochskalier*, skalier*, auflösung, vergrößer*
    enhance = verbesser*, aufbesser*, klarer
    restore = restaurier*, reparier*
    colorize = einfärb*, färb*, kolorier*
    change = änder*, veränder*, wandl*, umwandl*, verwandl*, ersetz*, tausch*, bearbeit*
    denoise = entrausch*, rauschen
    estimate = schätz*
    predict = vorhersag*, vorherzusagen, sag* +voraus, prognos*
    answer the question = beantwort*
    animate = animier*
    chat = plauder*, unterhalt*, quatsch*, chatte*
    come up with = ausdenk*, denk* +aus, vorschl*
    rank = sortier*
  `,
  words: `
    black and white = schwarz-?wei(?:ß|ss)*, schwarz-? ?und-? ?wei(?:ß|ss)*
    next month = (?:nachst|kommend)* (?:monat|woche|jahr|quartal)*
    emotion = zufrieden*, verärgert*, wütend*, begeistert*, enttäuscht*, traurig*, glücklich*, genervt*, freundlich*, sauer
    cars = auto, autos, wagen
    vehicles = fahrzeug*
    animals = tier, tiere, tieren
    faces = gesicht, gesichter
    text = text, texts, textes, texte, texten, textdatei
    sentence = satz, satzes
    sentences = sätze, sätzen
    article = artikel*, beitrag*, zeitungsartikel*
    letter = brief*, schreiben
    document = dokument*, formular*, schriftstück*
    invoice = rechnung*, quittung*, kassenbon*, beleg
    contract = vertrag*, vertrages
    review = bewertung*, rezension*, kritik
    comment = kommentar*
    e-mail = mail, mails, e-mail*
    message = nachricht*, mitteilung
    story = geschichte*, erzählung*, märchen
    poem = gedicht*
    report = bericht*
    the summary = zusammenfassung*
    the description = beschreibung*
    the translation = übersetzung*
    the answer = antwort*
    the result = ergebnis*
    the transcript = transkript*, abschrift*
    the key points of = kernpunkte*, wichtigsten punkte, kernaussagen
    picture = bild, bilds, bildes, bilder, bildern, abbildung*, grafik
    photo = foto*, aufnahme von mir, nachtfoto*
    painting = gemälde*
    drawing = zeichnung*
    poster = plakat*
    screenshot = bildschirmfoto*
    recording = podcast*, aufnahme*, aufzeichnung*, mitschnitt*, tonaufnahme*
    audio recording = sprachnachricht*, tondatei*, sprachmemo*, audio*, hörbeispiel
    interview = interview*, gespräch*
    voice = stimme*
    video = video*, film*, clip
    table = tabelle*
    3d model = 3d-modell*, 3d modell*
    music = musik*, melodie*, lied*
    background = hintergrund*, hintergrunds
    noise = störgeräusch*, hintergrundgeräusch*, rauschen*
    depth map = tiefenkarte*, tiefenbild*
    edges = kanten*, konturen, umrisse
    pose = pose, körperhaltung
    objects = objekt*, gegenstand*, gegenstände*, dinge*, sachen
    people = person*, leute*, menschen
    places = ort, orte, orten, städte
    names = namen
    companies = firma, firmen, unternehmen
    organizations = organisation*
    named entities = eigennamen, entitäten
    sentiment = stimmung*, gefühlslage, sentiment*
    emotion = gefühl*, emotion*
    tone = tonfall
    positive = positiv*
    negative = negativ*
    what language is = welche sprache*, welcher sprache*, in welcher sprache*, welche sprache
    similar = ähnlich*, ähnlichkeit*
    say the same = dasselbe, das gleiche, das selbe
    style = stil
    mentioned = genannt, erwähnt*, vorkommen
    what is in the picture = was (?:ist|sieht man|siehst du|gibt es|befindet sich) (?:auf|in) (?:dem|diesem|meinem) (?:bild|foto), was (?:zeigt|ist auf) (?:das|dieses|dem) (?:bild|foto) ?(?:zu sehen)?
    what does the picture say = was steht (?:auf|in) (?:dem|diesem) (?:bild|foto|schild|plakat)
    text in the picture = text (?:auf|in|aus|im) (?:dem |diesem )?(?:bild|foto|screenshot|scan)
    what is said = was (?:wird |sagt )?*(?:gesagt|gesprochen)
    what happens = was (?:passiert|geschieht)
    which species = welche (?:art|rasse|sorte|gattung), was für (?:eine |ein |einen )?(?:art|rasse|sorte|tier|hund|vogel|pflanze|blume)
    which species = welche[rsn]? (?:hund|katze|vogel|fisch|tier|blume|baum|pflanze|pilz|insekt) (?:ist|sind)
    watercolor painting = aquarell*, ölgemälde, ölbild*, karikatur*, comic*
    will = wird, werden
    subtitles = untertitel*
    what does the picture say = was steht (?:auf|in) (?:dem|der|diesem|dieser) (?:zettel|tafel|etikett|karte|seite|papier|tasse|verpackung|screenshot)
    what kind of sound = was für ein geräusch, welches geräusch
    how many = wie ?viele
    how much = wie ?viel
    how = wie
    what = was
    who = wer, wen, wem
    where = wo, wohin
    when = wann
    why = warum, wieso, weshalb
    which = welche*
    is = ist
    are = sind
    the = der, die, das, den, dem, des
    this = dies*
    that = jene*
    a = ein*
    my = mein*
    it = es, sie, ihn, ihm, das ganze
    all = alle*
    each = jede*
    and = und
    or = oder
    in the = im, in, auf, am
    of = von, vom, aus
    about = über
    with = mit
    for = für
    seconds = sekunden
    so = also
    aloud = laut
  `,
  languages: {
    of: "(?:auf|in) {L} (?:geschrieben*|verfasst*|gesprochen*|aufgenommen*)|(?:geschrieben*|verfasst*|gesprochen*|spricht|sprechen) (?:auf|in)? ?{L}",
    into: "(?:ins|nach|zum) {L}",
    in: "(?:auf|in|im) {L}",
    from: "(?:aus dem|vom|aus) {L}",
  },
  and: "und|aber|sowie",
  next: "dann|danach|anschließend|daraufhin|zum schluss|zuletzt|nachher|abschließend|als nächstes",
  adverbsWithin: true,
  also: "außerdem|zusätzlich|auch|ebenso",
  cut: "\\s+(?=ohne\\s)",
  polite:
    "bitte|hallo|sag mir|hi|hey|guten tag|ich möchte|ich will|ich brauche|ich hätte gern|hilf mir|mir|uns|zuerst|zunächst|erst|mal|jetzt|nun",
  asks: "(?:kannst|könntest|würdest|magst) du|können sie|könnten sie|würden sie|kann man",
  question:
    "^(?:was|wer|wen|wem|wo|wann|warum|wieso|wie|welche[rsmn]?|ist|sind|gibt|hat|haben|kommt|steht|geht)(?!\\p{L})",
  statement:
    "ich habe(?! eine frage)|wir haben|hier ist|hier sind|das ist|dies ist|das sind|meine \\p{L}+ hat|mein \\p{L}+ hat|anbei|im anhang",
  refusal:
    "nicht(?! nur)(?: \\p{L}+){0,2}[.!]*$|ohne|kein(?:e|en)? (?:übersetzung|zusammenfassung|musik|text|ton)|brauchst? (?:du |sie )?(?:mir )?nicht",
  things: [
    "(?:bild|foto|gemälde|poster|plakat|zeichnung|illustration|logo|video|film|clip|animation|modell)s?,? (?:von|mit|über|auf dem|auf der|in dem|das|die|der|zum thema|eines|einer) (.+?)(?: (?:malen|zeichnen|erstellen|generieren|erzeugen|machen))?[.!]?$",
    "(?:male|zeichne|mal|skizziere)(?: mir| uns| bitte)* (?:ein bild (?:von|mit) )?(.+)$",
    "^(.+?) (?:malen|zeichnen)[.!]?$",
    "(?:musik|melodie|lied|geräusch)(?: von| mit| für| über)? (.+)$",
  ],
  labels:
    "(?:klassifizier\\p{L}*|ordne\\p{L}*|einordne\\p{L}*|einstuf\\p{L}*|handelt es sich|geht es|gehört)[^:]*?(?:(?<!\\p{L})(?:als|in|um|zu|zur)(?!\\p{L})|:)|^ist (?:dies(?:er|es|e) \\p{L}+|das|dies)(?!\\p{L})",
  or: "oder|und",
};
