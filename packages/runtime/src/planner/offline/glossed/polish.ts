import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "pl",
  bounds: "words",
  verbs: `
    turn it into a video = (?:zrob|zamien|przekształc)* +(?:z (?:tego|niej|niego|nich)|w|na) (?:wideo|film|filmik|animacj)
    blur = rozmyj*, rozmaż*
    summarize = o czym (?:jest|mówi|opowiada)
    translate = jak powiedzieć, jak się mówi
    transcribe = na tekst
    upscale = większe
    summarize = o czym jest (?:ten|ta|to) (?:tekst|artykuł|list|raport)
    generate a picture = (?:stwórz|wygeneruj|utwórz|zrób) (?:mi )?(?:obraz*|zdjęcie|grafikę|plakat)
    summarize = streść, streszcz*, podsumuj*, podsumow*, skróć, krócej, krótsz*
    translate = przetłumacz*, tłumacz*, przełóż
    read aloud = na głos, przeczytaj, odczytaj +głos, wymów*, lektor*
    transcribe = przepisz, transkryb*, spisz
    describe = opisz*, opis obrazu
    caption = podpisz
    detect = wykryj*
    find = znajdź, znajdz, wyszukaj, gdzie (?:jest|są|znajduje)
    identify = zaznacz*, wskaż*, wypisz*, wymień, wyodrębnij*, rozpoznaj*
    count = policz*
    segment = segment*
    separate = rozdziel*, oddziel*
    remove = usuń, usun*, wymaż
    cut out = wytnij
    draw = narysuj*, namaluj*
    generate = stwórz, utwórz, wygeneruj*, zrób, stworz*
    write a = napisz*
    come up with = wymyśl*, zaproponuj*
    rewrite = przeredaguj*, popraw +tekst
    continue writing = kontynuuj*, dokończ*
    classify = sklasyfikuj*, zakwalifikuj*
    compare = porównaj*
    brighten = rozjaśnij*, jaśniej*
    darken = przyciemnij*
    sharpen = wyostrz*
    upscale = rozdzielczość, powiększ*
    enhance = popraw*, ulepsz*
    restore = odrestaur*, napraw*
    colorize = pokoloruj*
    change = zmień, zamień, przekształć, przerób
    estimate = oszacuj*
    predict = przewid*, prognoz*
    answer the question = odpowiedz na pytanie
    chat = porozmawia*, pogada*
  `,
  words: `
    black and white = czarno-?bia*
    next month = (?:nastepn|przyszł|kolejn)* (?:miesiac|tydzien|tygodni|rok|kwartal)*, przyszłym miesiacu, przyszły miesiac
    emotion = zadowol*, zły, zła, rozczarowan*, smutn*, szczęśliw*, wściekł*
    cars = samoch*, auta
    vehicles = pojazd*
    animals = zwierzę*, zwierząt
    faces = twarz*
    key points of = najważniejsze punkty, kluczowe punkty, główne punkty
    report = raport*
    noise = szum* w tle
    text = tekst*
    sentence = zdanie
    sentences = zdania, zdań
    article = artykuł*
    letter = list, listu, liście
    document = dokument*, formularz*
    invoice = faktur*, paragon*
    contract = umow*
    review = opinia, opinię, opinii, recenzj*
    e-mail = mail*, e-mail*
    message = wiadomoś*
    story = opowiadani*, histori*
    poem = wiersz*
    the summary = streszczenie, podsumowanie
    the description = opis, opisu
    the translation = tłumaczenie*
    picture = obraz*, obrazek, rysun*
    photo = zdjęci*, fotografi*
    recording = podcast*, nagrani*
    audio recording = audio, głosów*, dźwięk*
    voice = głos*
    video = wideo, film*
    table = tabel*
    music = muzyk*, melodi*, piosenk*
    background = tło, tła
    noise = szum*, hałas*
    depth map = map* głębi
    edges = krawędzi*, kontur*
    objects = obiekt*, przedmiot*
    people = osób, osoby, ludzi
    places = miejsc*
    names = imiona, nazwisk*, nazwy
    companies = firm*
    organizations = organizacj*
    emotion = emocj*
    sentiment = nastr*
    positive = pozytywn*
    negative = negatywn*
    what language is = (?:w )?jakim języku, jaki język*
    similar = podobn*, podobieństw*
    say the same = to samo
    what is in the picture = co (?:jest|widać|przedstawia) (?:na )?(?:tym |to )?(?:zdjęci*|obraz*)
    what does the picture say = co (?:jest )?napisan*
    text in the picture = tekst* (?:na|z|ze) (?:tym |tego )?(?:zdjęci*|obraz*)
    which species = jaka? (?:rasa|gatunek|to rasa|to gatunek)
    which species = jak[ai]e? to (?:pies|kot|ptak|ryba|zwierzę|kwiat|drzewo|roślina|grzyb)
    watercolor painting = akwarel*, obraz olejny, karykatur*
    will = będzie, będą, odejd*, zrezygnuj*
    which = którz*, któr*
    subtitles = napis*
    how many = ile
    how = jak
    what = co, jaki, jaka, jakie, jakiego
    who = kto
    where = gdzie
    when = kiedy
    why = dlaczego
    which = który, która, które
    this = ten, ta, to, tę, tego, tej, tym
    it = je, go, ją
    my = mój, moje, moja
    each = każd*
    all = wszystkie
    in the = w, na
    of = z, ze
    about = o
    seconds = sekund*
    and = i, a
    or = lub, albo, czy
  `,
  languages: {
    of: "(?:napisan*|nagran*|mówi|mówią) (?:po |w języku )?{L}",
    into: "na (?:język )?{L}",
    in: "po {L}",
    from: "z (?:języka )?{L}",
  },
  and: "i|a|oraz|ale",
  next: "potem|następnie|później|na koniec",
  also: "także|również|ponadto",
  cut: "\\s+(?=bez\\s)",
  polite:
    "proszę|cześć|powiedzieć mi|mi powiedzieć|powiedz mi|dzień dobry|chcę|chciałbym|chciałabym|potrzebuję|pomóż mi|najpierw|teraz|mi",
  asks: "(?:czy )?(?:możesz|mógłbyś|mogłabyś|może pan|może pani)",
  question: "^(?:co|kto|gdzie|kiedy|dlaczego|jak|ile|jaki\\p{L}*|jaka|który|czy)(?!\\p{L})",
  statement: "mam(?! pytanie)|oto|w załączniku",
  refusal:
    "(?:ale )?nie (?!rozumiem|wiem|umiem|mogę|widzę)(?:trzeba|musisz|tłumacz|czytaj|zmieniaj|streszczaj|\\p{L}+(?:aj|uj|ać|yć|ić)(?!\\p{L}))|bez \\p{L}+nia(?!\\p{L})",
  things: [
    "(?:obraz|obrazek|zdjęcie|rysunek|plakat|ilustrację|logo|film|wideo|animację) (?:z|ze|przedstawiając\\p{L}+|na którym|o)? ?(.+)$",
    "(?:narysuj\\p{L}*|namaluj\\p{L}*)(?: mi)? (.+)$",
  ],
  labels: "(?:sklasyfikuj\\p{L}*)[^:]*?(?:(?<!\\p{L})(?:jako|do)(?!\\p{L})|:)|^czy to",
  or: "czy|lub|albo|i",
};
