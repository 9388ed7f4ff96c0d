import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "fr",
  bounds: "words",
  verbs: `
    turn it into a video = (?:transform|convert|chang)* +en (?:une? )?(?:courte? )?(?:video|film|clip|animation), (?:fais|faites) +en (?:une? )?(?:courte? )?(?:video|film|clip)
    blur = floute*, rend* +floue?
    summarize = de quoi (?:parle|traite|s['’]agit)
    translate = comment dit-on, comment dire, comment on dit
    transcribe = en texte
    upscale = plus grande?, deux fois plus grande?
    summarize = de quoi parle (?:ce|cet|cette|le|la|l['’]) ?(?:texte|article|rapport|lettre)
    summarize = résum*, synthétis*, condens*, fais un résumé, faire un résumé, raccourci*, plus court*
    translate = tradui*
    read aloud = li[st]* +haute, lire, lis, lisez, prononce*, à voix haute, à haute voix, vocalis*, écouter, énonce*, dis +haute, réponds* +haute
    transcribe = transcri*, retranscri*, mets* +écrit, mettre par écrit
    describe = décri*
    caption = légende*
    detect = détect*, repère*, repérer
    find = trouve*, cherche*, localise*, où (?:est|sont|se trouve|se trouvent)
    identify = identifi*, relève*, relever, extrai*, liste*, marqu*, reconnai*, indique*
    count = compte*
    segment = segment*
    separate = sépare*
    remove = supprim*, enl[eè]v*, retir*, efface*, ôte*
    cut out = détour*, découpe*
    draw = dessin*, pein[ds]*, peign*, illustre*, esquisse*
    generate = génère*, générer, crée*, créer, fabrique*, produi*, compose*, réalise*, conçoi*, fais, faire, faites
    write a = écris, écrire, écrivez, écris-moi, rédig*
    come up with = imagin*, invent*, propos*
    rewrite = réécri*, reformul*, corrig*
    continue writing = la suite, continue*, poursui*
    classify = class*, catégoris*
    compare = compar*
    brighten = éclairci*, plus clair*, illumin*
    darken = assombri*
    sharpen = plus net*, netteté
    upscale = résolution, agrandi*
    enhance = amélior*
    restore = restaur*, répar*
    colorize = colori*
    change = chang*, modifi*, transform*, remplac*, conver*, tourne*
    denoise = débruit*
    estimate = estim*
    predict = prédi*, prévoi*
    answer the question = réponds* à (?:la|cette|ma) question, répondre à (?:la|cette|ma) question
    animate = anim*
    chat = discut*, bavard*, papot*
  `,
  words: `
    black and white = noir et blanc
    next month = (?:mois|annee|semaine|trimestre) prochaine?, prochaine?s? (?:mois|annee|semaine|trimestre)*
    emotion = content*, fâché*, satisfait*, déçu*, triste*, heureu*, agacé*, en colère, furieu*
    cars = voiture, voitures
    vehicles = véhicule*
    animals = animal, animaux
    faces = visage, visages
    noise = bruit* de fond
    cat = chat, chats, chatte
    hand = main, mains
    bread = pain
    dirty = sale
    text = texte*
    sentence = phrase
    sentences = phrases
    article = article*
    letter = lettre*, courrier
    document = document*, formulaire*
    invoice = facture*, reçu, ticket de caisse
    contract = contrat*
    review = avis, critique*, évaluation*
    comment = commentaire*
    e-mail = mail, mails, e-mail*, courriel*
    message = message*
    story = histoire*, conte, contes, récit*
    poem = poème*
    report = rapport*
    the summary = résumé
    the description = description
    the translation = traduction
    the answer = réponse*
    the result = résultat*
    the transcript = transcription*
    key points = points clés, points essentiels, essentiel
    picture = image*, dessin
    photo = photo*, cliché*
    painting = tableau, peinture*
    poster = affiche*
    screenshot = capture d'écran
    recording = enregistrement*, son
    audio recording = audio*, message vocal, note vocale, fichier son
    interview = entretien*, interview*
    voice = voix
    video = vidéo*, film*, clip*
    table = tableau de données, tableau
    3d model = modèle 3d
    music = musique*, mélodie*, chanson*
    background = arrière-plan, fond
    noise = bruit*
    depth map = carte de profondeur, profondeur
    edges = contours, bords
    pose = pose, posture
    objects = objet*, choses
    people = personnes, gens, personnages
    person = personne
    places = lieu, lieux, endroits, villes
    names = noms (?:de|des), noms d['’], noms
    companies = entreprise*, société, sociétés
    organizations = organisation*
    named entities = entités
    sentiment = sentiment, sentiments
    emotion = émotion*
    tone = ton
    positive = positi*, favorable
    negative = négati*, défavorable
    what language is = quelle langue, en quelle langue, dans quelle langue
    similar = similair*, semblable*, ressembl*, similitude*, proches
    say the same = (?:disent|veulent|dire)(?:-elles|-ils)? la même chose, la même chose, même sens
    style = style
    mentioned = mentionn*, cité*
    what is in the picture = (?:que|qu['’]est-ce que) (?:voit-on|vois-tu|montre|l['’]on voit|on voit) (?:sur|dans)? ?(?:cette|l['’]|la|le) ?(?:image|photo), (?:qu['’]est-ce qu['’]il y a|qu['’]y a-t-il) (?:sur|dans) (?:cette|l['’]|la) ?(?:image|photo)
    what does the picture say = qu['’]est-ce qui est écrit, que dit (?:le panneau|l['’]affiche)
    text in the picture = texte (?:sur|dans|de) (?:cette|l['’]|la|le) ?(?:image|photo|capture|scan)
    what is said = ce qui est dit, que dit-on, qu['’]est-ce qui est dit
    what happens = que se passe-t-il, ce qui se passe
    which species = quelle (?:espèce|race|variété|sorte), quel type
    which species = quel(?:le)? (?:chien|chat|oiseau|poisson|animal|fleur|arbre|plante|champignon) (?:est|sont)
    watercolor painting = aquarelle*, peinture à l['’]huile, caricature*, bande dessinée
    will = va, vont
    subtitles = sous-titr*
    what kind of sound = quel bruit, quel son
    how many = combien
    how = comment
    what = que, quoi, qu['’]est-ce qu[ei], quel*
    who = qui
    where = où
    when = quand
    why = pourquoi
    is = est
    are = sont
    the = le, la, les, l['’]
    this = ce, cet, cette
    these = ces
    a = un, une
    my = mon, ma, mes
    it = -la, -le, ça, cela
    them = -les
    all = tous, toutes, tout
    each = chaque
    in the = dans, sur, au, aux
    of = de, du, des, d['’]
    about = sur le thème
    with = avec
    seconds = secondes
    and = et
    or = ou
  `,
  languages: {
    of: "(?:écrite?s?|rédigée?s?|parlée?s?|enregistrée?s?|parle|parlent) (?:en )?{L}",
    into: "vers (?:le |l['’])?{L}",
    in: "(?:en|dans la langue) {L}",
    from: "(?:du|de l['’]|depuis le|depuis l['’]) ?{L}",
  },
  and: "et|mais",
  next: "puis|ensuite|après|enfin|finalement|après cela",
  also: "aussi|en outre|de plus|également",
  cut: "\\s+(?=sans\\s)",
  polite:
    "s['’]il (?:te|vous) pla[iî]t|bonjour|me dire|dis-moi|dites-moi|salut|merci de|je voudrais|j['’]aimerais|je veux|j['’]ai besoin (?:de|d['’])|aide-moi à|d['’]abord|maintenant|veuillez|svp|stp",
  asks: "(?:peux|pourrais)-tu|(?:pouvez|pourriez)-vous|tu peux|vous pouvez|est-ce que (?:tu peux|vous pouvez)",
  question:
    "^(?:que|quoi|quel\\p{L}*|qui|où|quand|pourquoi|comment|combien|est-ce|qu['’]|y a-t-il|de quelle)",
  statement: "j['’]ai(?! besoin| une question)|voici|voilà|c['’]est|ci-joint|nous avons",
  refusal:
    "ne (?!.*(?:sais|comprends|vois|lis|peux|connais))[^,]{1,30} pas|n['’](?!arrive|ai)[^,]{1,30} pas|pas besoin|pas de|sans (?:l[ea]s? |l['’])?\\p{L}+(?:er|ir|re)(?!\\p{L})|inutile de",
  things: [
    "(?:image|photo|dessin|tableau|peinture|affiche|illustration|logo|vidéo|clip|animation|modèle 3d) (?:de|d['’]|du|avec|montrant|représentant|qui montre|où) ?(.+)$",
    "(?:dessin\\p{L}*|pein[ds]\\p{L}*|peign\\p{L}*|illustr\\p{L}*)(?:-moi|-nous)? (.+)$",
    "(?:musique|mélodie|chanson|bruit) (?:de|d['’]|du|pour|avec)? ?(.+)$",
  ],
  labels:
    "(?:class\\p{L}*|catégoris\\p{L}*)[^:]*?(?:(?<!\\p{L})(?:comme|dans|parmi|en)(?!\\p{L})|:)|^est-ce (?:que c['’]est )?|s['’]agit-il (?:de|d['’]|du)",
  or: "ou|et",
};
