import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "nl",
  bounds: "words",
  verbs: `
    turn it into a video = (?:maak|verander|zet)* +(?:er (?:een )?(?:kort |korte )?(?:video|filmpje|film) van|(?:in|om in|om naar) een (?:video|filmpje|film))
    blur = vervaag*, maak +wazig
    summarize = waar gaat (?:het|dit|deze|de) +over
    translate = hoe zeg je, hoe zeg ik
    transcribe = naar tekst, in tekst
    upscale = groter, twee keer zo groot
    summarize = waar gaat (?:deze|dit|de|het) (?:tekst|artikel|brief|verslag) over
    summarize = vat +samen, samenvat*, samen te vatten, kort +in, samengevat, korter
    translate = vertaal*, vertal*
    read aloud = lees +voor, voorlez*, voor te lezen, hardop, spreek +uit, laat +horen
    transcribe = schrijf +uit, uitschrijv*, uitgeschreven, transcribe*, typ +uit, uittyp*
    describe = beschrijf*, beschrijv*, omschrijf*
    caption = bijschrift*
    detect = detecteer*, herken*
    find = zoek, vind, vinden, waar (?:is|zijn|staat|staan|ligt)
    identify = markeer*, noem, haal +uit, geef aan
    count = tel, tellen
    segment = segmenteer*
    separate = scheid*
    remove = verwijder*, haal +weg, wis, weghalen
    cut out = knip +uit, uitknip*
    draw = teken*, schilder
    generate = maak, maken, genereer*, creëer, ontwerp
    write a = schrijf, schrijven
    come up with = bedenk*, verzin
    rewrite = herschrijf*, herformuleer*, verbeter +(?:grammatica|tekst)
    continue writing = ga verder, vervolg
    classify = classificeer*, deel +in
    compare = vergelijk*
    brighten = helderder, lichter
    darken = donkerder
    sharpen = scherper, verscherp*
    upscale = resolutie, vergroot*
    enhance = verbeter*
    restore = herstel*, restaureer*
    colorize = inkleur*, kleur +in
    change = verander*, vervang*, zet +om, bewerk*
    estimate = schat*
    predict = voorspel*
    answer the question = beantwoord*
    chat = praat, kletsen, babbel*
  `,
  words: `
    black and white = zwart-?wit*
    next month = (?:volgende?|komende?) (?:maand|week|jaar|kwartaal)*
    emotion = boos, tevreden, blij, teleurgesteld, verdrietig, boze
    cars = auto, auto['’]s
    vehicles = voertuig*
    animals = dier, dieren
    faces = gezicht, gezichten
    key points of = hoofdpunten, kernpunten, belangrijkste punten
    report = rapport, verslag
    noise = achtergrondruis, achtergrondlawaai
    text = tekst*
    sentence = zin
    sentences = zinnen
    article = artikel*
    letter = brief, brieven
    document = document*, formulier*
    invoice = factuur, bon, bonnetje
    contract = contract*
    review = recensie*, beoordeling*
    e-mail = mail*, e-mail*
    message = bericht*
    story = verhaal*
    poem = gedicht*
    the summary = samenvatting*
    the description = beschrijving*
    the translation = vertaling*
    picture = afbeelding*, plaatje*, tekening
    photo = foto*
    recording = podcast*, opname*
    audio recording = audio*, spraakbericht*, geluidsbestand*, geluid
    voice = stem
    video = video*, filmpje*
    table = tabel*
    music = muziek*, liedje
    background = achtergrond
    noise = ruis, achtergrondgeluid
    depth map = dieptekaart, diepte
    edges = randen, omtrek*
    objects = object*, voorwerp*, dingen
    people = personen, mensen
    places = plaats*, steden
    names = namen
    companies = bedrij*
    organizations = organisatie*
    emotion = emotie*, gevoel*
    sentiment = stemming
    positive = positief, positieve
    negative = negatief, negatieve
    what language is = (?:in )?welke taal
    similar = lijken, gelijkenis, vergelijkbaar
    say the same = hetzelfde
    what is in the picture = wat (?:is er|staat er|zie je) (?:op|in) (?:de|deze) (?:foto|afbeelding)
    what does the picture say = wat staat er (?:op|geschreven)
    text in the picture = tekst (?:op|in|van|uit) (?:de|deze|het|dit) (?:foto|afbeelding|plaatje)
    which species = welk (?:ras|soort)*, welke soort, wat voor
    which species = welke? (?:hond|kat|vogel|vis|dier|bloem|boom|plant|paddenstoel) (?:is|zijn)
    watercolor painting = aquarel*, olieverf*, karikatuur
    will = zal, zullen, gaan, gaat
    subtitles = ondertitel*
    how many = hoeveel
    how = hoe
    what = wat
    who = wie
    where = waar
    when = wanneer
    why = waarom
    which = welke, welk
    the = de, het
    this = dit, deze
    a = een
    it = hem, haar
    my = mijn
    each = elk, elke
    all = alle
    in the = in, op
    of = van, uit
    about = over
    with = met
    seconds = seconden
    and = en
    or = of
  `,
  languages: {
    of: "(?:geschreven|gesproken|opgenomen) in (?:het )?{L}|in (?:het )?{L} (?:geschreven|gesproken)",
    into: "naar (?:het )?{L}",
    in: "in (?:het )?{L}",
    from: "uit (?:het )?{L}",
  },
  and: "en|maar",
  next: "daarna|dan|vervolgens|tot slot|ten slotte",
  adverbsWithin: true,
  also: "ook|bovendien|daarnaast",
  cut: "\\s+(?=zonder\\s)",
  polite:
    "alsjeblieft|alstublieft|graag|hallo|me vertellen|me zeggen|hoi|ik wil|ik wil graag|ik zou graag|help me|eerst|nu|even|mij",
  asks: "(?:kun|kan|wil|zou) (?:je|jij|u)",
  question: "^(?:wat|wie|waar|wanneer|waarom|hoe|hoeveel|welke?|is|zijn|staat)(?!\\p{L})",
  statement: "ik heb(?! een vraag)|hier is|dit is|bijgevoegd",
  refusal:
    "niet (?:vertalen|voorlezen|samenvatten|veranderen|\\p{L}+en(?!\\p{L}))|zonder (?:te|het)|geen (?:vertaling|samenvatting|muziek|tekst)|hoeft niet",
  things: [
    "(?:afbeelding|foto|tekening|schilderij|poster|illustratie|logo|video|filmpje|animatie|plaatje) (?:van|met|over|waarop) (.+)$",
    "(?:teken|schilder) (?:een (?:afbeelding|plaatje) van )?(.+)$",
  ],
  labels: "(?:classificeer\\p{L}*|deel\\p{L}*)[^:]*?(?:(?<!\\p{L})(?:als|in)(?!\\p{L})|:)|^is dit",
  or: "of|en",
};
