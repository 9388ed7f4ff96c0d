import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "es",
  bounds: "words",
  verbs: `
    turn it into a video = (?:conviert|transform)* +en (?:un )?(?:video|clip|animacion), ha(?:z|ga)* +video (?:con|de) (?:el|ella|eso|esto)
    blur = desenfoc*, desenfoqu*, difumin*, pixela*
    summarize = de qué (?:trata|va|habla)
    translate = cómo se dice, cómo digo, pásame +al
    upscale = más grande, el doble de grande
    summarize = de qué (?:trata|habla) (?:este|esta|el|la) (?:texto|artículo|informe|carta|noticia)
    summarize = resum*, sintetiz*, haz* un resumen, hacer un resumen, acorta*, condens*, más cort*
    translate = traduc*, tradúc*, traduzc*
    read aloud = en voz alta, lee, leer, léelo, léela, léeme, lea, leas, pronuncia*, recita*, narra*, escuchar
    transcribe = transcri*, pasa* +texto, escribe lo que
    describe = describ*, descríb*
    caption = subtítulo para
    detect = detect*
    find = encuentr*, busca*, localiza*, encontrar, dónde (?:está|están|hay)
    identify = identific*, extra[ei]*, extraig*, lista*, marca*, señala*, reconoc*, indica*, saca, sácame
    count = cuenta, contar, cuente
    segment = segment*
    separate = separ*
    remove = quita*, elimina*, borra*, quite*
    cut out = recort*
    draw = dibuj*, pinta, pintar, píntame, pinte, ilustra*
    generate = genera*, crea, crear, créame, haz, hazme, hacer, produc*, diseñ*, compón*, compon*
    write a = escrib*, redact*
    come up with = inventa*, imagina*, propon*
    rewrite = reescrib*, reformul*, corrig*
    continue writing = continúa*, continua*, sigue escribiendo
    classify = clasific*, categoriz*
    compare = compar*
    brighten = aclar*, ilumin*, más clar*, más brill*
    darken = oscurec*
    sharpen = nitidez, más nítid*, enfoc*
    upscale = resolución, amplía*, ampli*, agrand*
    enhance = mejor*
    restore = restaur*, repar*
    colorize = colorea*
    change = cambi*, modific*, transform*, convert*, conviert*, reemplaz*, sustitu*
    estimate = estim*, calcul*
    predict = predi*, prev*, pronostic*
    answer the question = respond* (?:a )?(?:la|esta|mi) pregunta, contest* (?:a )?(?:la|esta|mi) pregunta
    animate = anim*
    chat = charl*, convers*, platica*
  `,
  words: `
    black and white = blanco y negro
    next month = proxim[oa]s? (?:mes|ano|semana|trimestre)*, (?:mes|ano|semana|trimestre) que viene
    emotion = enfadad*, content*, satisfech*, decepcionad*, triste*, feliz, molest*, enojad*
    cars = coche, coches, carro, carros, auto, autos
    vehicles = vehículo*
    animals = animal, animales
    faces = cara, caras, rostro*
    noise = ruido* de fondo
    text = texto*
    sentence = frase, oración
    sentences = frases, oraciones
    article = artículo*, noticia
    letter = carta*
    document = documento*, formulario*
    invoice = factura*, recibo*
    contract = contrato*
    review = opinión*, reseña*, crítica*
    comment = comentario*
    e-mail = correo*, e-mail*
    message = mensaje*
    story = historia*, cuento*, relato*
    poem = poema*
    report = informe*
    the summary = resumen
    the description = descripción*
    the translation = traducción*
    the answer = respuesta*
    the result = resultado*
    the transcript = transcripción*
    key points = puntos clave, ideas principales
    picture = imagen*, imágenes, dibujo*
    photo = foto*
    painting = cuadro*, pintura*
    poster = cartel*, póster
    screenshot = captura*
    recording = podcast*, grabación*, grabaciones
    audio recording = audio*, nota de voz, mensaje de voz
    interview = entrevista*
    voice = voz
    video = vídeo*, película*
    table = tabla*
    3d model = modelo 3d
    music = música*, melodía*, canción*
    background = fondo
    noise = ruido*
    depth map = mapa de profundidad, profundidad
    edges = bordes, contornos
    pose = pose, postura
    objects = objeto*, cosas
    people = personas, gente
    person = persona
    places = lugar*, sitios, ciudades
    names = nombres (?:de|del), nombres
    companies = empresa*, compañías
    organizations = organizacion*
    named entities = entidades
    sentiment = sentimiento*
    emotion = emoci*, siente
    tone = tono
    positive = positiv*
    negative = negativ*
    what language is = qué idioma, en qué idioma, qué lengua, en qué lengua
    similar = similar*, parecid*, semejan*, se parecen
    say the same = (?:dicen|significan) lo mismo, lo mismo
    style = estilo
    mentioned = mencion*
    what is in the picture = qué (?:hay|se ve|ves|aparece|muestra) (?:en )?(?:la|esta) (?:imagen|foto)
    what does the picture say = qué (?:dice|pone) (?:el cartel|la imagen|la foto|el letrero|en el cartel|en la imagen)
    text in the picture = texto (?:de|en) (?:la|esta) (?:imagen|foto|captura)
    what is said = qué se dice, lo que se dice, qué dice*
    what happens = qué (?:pasa|ocurre|sucede)
    which species = qué (?:especie|raza|tipo|clase|variedad)
    which species = qué (?:perro|gato|pájaro|pez|animal|flor|árbol|planta|seta) (?:es|son)
    watercolor painting = acuarela*, óleo, caricatura*, cómic
    will = va a, van a
    subtitles = subtítul*
    make it = hazlo, hazla
    what kind of sound = qué sonido, qué ruido
    how many = cuánt*
    how = cómo, qué tan
    what = qué, cuál*
    who = quién*
    where = dónde
    when = cuándo
    why = por qué
    is = es, está
    are = son, están
    the = el, la, los, las, lo, al
    this = este, esta, esto
    these = estos, estas
    a = un, una
    my = mi, mis
    all = todos, todas, todo
    each = cada
    in the = en
    of = de, del
    about = sobre
    with = con
    seconds = segundos
    and = y, e
    or = o
  `,
  languages: {
    of: "(?:escrit[oa]s?|hablad[oa]s?|grabad[oa]s?|habla|hablan) (?:en )?{L}",
    into: "(?:al|a) {L}",
    in: "en {L}",
    from: "(?:del|desde el|de) {L}",
  },
  and: "y|e|pero",
  next: "luego|después|entonces|finalmente|por último|a continuación|tras eso",
  also: "también|además",
  cut: "\\s+(?=sin\\s)",
  polite:
    "por favor|hola|decirme|decir|dime|dígame|buenos días|quiero que|quiero|quisiera|quisiera que|necesito|necesito que|me gustaría|ayúdame a|primero|ahora|me",
  asks: "¿?(?:me )?(?:puedes|podrías|puede|podría)|¿?te importaría|¿?serías capaz de",
  question: "^¿|^(?:qué|quién|cuál|cuánt\\p{L}*|dónde|cuándo|cómo|por qué|hay)",
  statement: "tengo(?! una pregunta)|aquí (?:está|tienes|hay)|este es|esta es|esto es|adjunto|hemos",
  refusal:
    "nada de \\p{L}+|(?:pero )?no (?:lo |la |los |las |me |hace falta|hay que|es necesario|necesito|quiero que|cambies|traduz|resum|leas|toques|modifi|uses|pongas|añad)|sin \\p{L}+[aei]r(?:l[oae]s?)?(?!\\p{L})",
  things: [
    "(?:imagen|foto|fotografía|dibujo|cuadro|pintura|cartel|póster|ilustración|logo|logotipo|vídeo|video|animación|modelo 3d) (?:de|del|con|que muestre|donde) (.+)$",
    "(?:dibuj\\p{L}*|dibúj\\p{L}*|pint\\p{L}*|pínt\\p{L}*|ilustra) (.+)$",
    "(?:música|melodía|canción|sonido) (?:de|del|para|con)? ?(.+)$",
  ],
  labels:
    "(?:clasific\\p{L}*|categoriz\\p{L}*)[^:]*?(?:(?<!\\p{L})(?:como|en|entre)(?!\\p{L})|:)|^¿?es (?:esto|este \\p{L}+|esta \\p{L}+)?|¿?se trata de",
  or: "o|u|y",
};
