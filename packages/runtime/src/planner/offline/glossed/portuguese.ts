import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "pt",
  bounds: "words",
  verbs: `
    identify = (?:tire|tira|tirar) +nomes
    turn it into a video = (?:transform|convert)* +(?:em|num) (?:um )?(?:video|clipe|animacao), fa[cz]* +video (?:com|disso|dele)
    blur = desfoc*, desfoqu*, borre
    summarize = d?[eo] que (?:fala|trata|se trata)
    translate = como se diz, como dizer, como digo
    upscale = maior, o dobro do tamanho
    summarize = do que (?:trata|fala) (?:este|esta|o|a) (?:texto|artigo|relatório|carta|notícia)
    summarize = resum*, sintetiz*, faça um resumo, fazer um resumo, faz um resumo, encurt*, mais curt*
    translate = traduz*, traduç* para
    read aloud = em voz alta, leia, ler, lê, lê-me, leia-me, pronunci*, recit*, narr*, ouvir
    transcribe = transcre*, passe* +texto, passa* +texto
    describe = descrev*
    caption = legend*
    detect = detect*, detet*
    find = encontr*, ache, procur*, localiz*, onde (?:está|estão|fica|ficam)
    identify = identifi*, extrai*, extra[ií]*, list*, marc*, marqu*, indic*, reconhe*, assinal*
    count = conte, contar, conta
    segment = segment*
    separate = separ*
    remove = remov*, tir[ae]*, elimin*, apag*, retir*
    cut out = recort*
    draw = desenh*, pint[ea], pintar, ilustr*
    generate = ger[ae], gerar, cri[ae], criar, faça, faz, fazer, produz*, compon*, elabor*
    write a = escrev*, redi[gj]*
    come up with = invent*, imagin*, propon*, sugir*
    rewrite = reescrev*, reformul*, corrij*, corrig*
    continue writing = continu*
    classify = classifi*, categoriz*
    compare = compar*
    brighten = clare*, ilumin*, mais clar*
    darken = escure*
    sharpen = nitidez, mais nítid*
    upscale = resolução, ampli*, aument*
    enhance = melhor*
    restore = restaur*, repar*
    colorize = color*
    change = mud*, alter*, modifi*, transform*, convert*, substitu*, troqu*, troc*
    estimate = estim*, calcul*
    predict = prev*
    answer the question = respond* (?:à|a) (?:pergunta|esta pergunta|minha pergunta)
    animate = anim*
    chat = convers*, bater papo
  `,
  words: `
    black and white = preto e branco
    next month = proxim[oa]s? (?:mes|ano|semana|trimestre)*, (?:mes|ano|semana|trimestre) que vem
    emotion = irritad*, satisfeit*, content*, decepcionad*, triste*, feliz, zangad*
    cars = carro, carros
    vehicles = veículo*
    animals = animal, animais
    faces = rosto, rostos
    noise = ruído* de fundo
    text = texto*
    sentence = frase
    sentences = frases
    article = artigo*, notícia
    letter = carta*
    document = documento*, formulário*, edital
    invoice = fatura*, recibo*, nota fiscal
    contract = contrato*
    review = avaliação, avaliações, crítica*, resenha*, opinião
    comment = comentário*
    e-mail = e-mail*, email*
    message = mensagem*, mensagens
    story = história*, conto*
    poem = poema*
    report = relatório*
    the summary = resumo
    the description = descrição
    the translation = tradução
    the answer = resposta*
    the result = resultado*
    the transcript = transcrição
    key points = pontos principais, pontos-chave
    picture = imagem, imagens, desenho
    photo = foto*
    painting = quadro, pintura*
    poster = cartaz*, pôster
    recording = podcast*, episodio*, gravação, gravações
    audio recording = áudio*, mensagem de voz
    interview = entrevista*
    voice = voz
    video = vídeo*, filme*
    table = tabela*, planilha*
    3d model = modelo 3d
    music = música*, melodia*, canção
    background = fundo
    noise = ruído*, barulho
    depth map = mapa de profundidade, profundidade
    edges = bordas, contornos
    pose = pose, postura
    objects = objeto*, coisas
    people = pessoas, gente
    person = pessoa
    places = lugar*, locais, cidades
    names = nomes (?:de|das|dos), nomes
    companies = empresa*
    organizations = organizaç*
    named entities = entidades
    sentiment = sentimento*
    emotion = emoç*
    tone = tom
    positive = positiv*
    negative = negativ*
    what language is = (?:em )?(?:que|qual) (?:idioma|língua)
    similar = similar*, semelhan*, parecid*
    say the same = (?:dizem|significam) (?:a mesma coisa|o mesmo), a mesma coisa
    style = estilo
    mentioned = mencionad*, citad*
    what is in the picture = (?:o )?que (?:há|tem|se vê|aparece|mostra) (?:na|nesta|a|esta) (?:foto|imagem)
    what does the picture say = o que (?:diz|está escrito)
    text in the picture = texto (?:da|na|nesta|desta) (?:foto|imagem|captura)
    what is said = o que (?:é dito|se diz|dizem)
    what happens = o que (?:acontece|se passa)
    which species = (?:que|qual) (?:é a )?(?:espécie|raça|tipo|variedade)
    which species = que (?:cachorro|cão|gato|pássaro|peixe|animal|flor|árvore|planta) (?:é|são)
    watercolor painting = aquarela*, pintura a óleo, caricatura*, quadrinhos
    which = quais
    will = vai, vão
    subtitles = legendas
    what kind of sound = que (?:som|barulho)
    how many = quant*
    how = como
    what = o que, que, qual*
    who = quem
    where = onde
    when = quando
    why = por que, porque
    is = é, está
    are = são, estão
    the = o, a, os, as, ao
    this = este, esta, esse, essa, isto, isso
    these = estes, estas, esses, essas
    a = um, uma
    my = meu, minha, meus, minhas
    all = todos, todas, tudo
    each = cada
    in the = em, no, na, nos, nas, neste, nesta, nessa, nesse
    of = de, do, da, dos, das, deste, desta, dessa, desse
    about = sobre
    with = com
    seconds = segundos
    according to the text = segundo o, de acordo com o, segundo a
    and = e
    or = ou
  `,
  languages: {
    of: "(?:escrit[oa]s?|falad[oa]s?|gravad[oa]s?|fala|falam) (?:em )?{L}",
    into: "(?:para o|ao|para) {L}",
    in: "(?:em|no) {L}",
    from: "(?:do|a partir do) {L}",
  },
  and: "e|mas",
  next: "depois|então|em seguida|finalmente|por fim|logo",
  also: "também|além disso",
  cut: "\\s+(?=sem\\s)",
  polite:
    "por favor|olá|me dizer|dizer-me|diga-me|me diga|oi|bom dia|eu quero|quero|queria|gostaria de|preciso de|preciso que você|ajude-me a|me ajude a|primeiro|agora|me",
  asks: "(?:você )?(?:pode|poderia|podes|consegue|podia)(?: me)?",
  question: "^(?:o que|que|quem|onde|quando|por que|como|quant\\p{L}*|qual|quais|há|existe)(?!\\p{L})",
  statement: "tenho(?! uma pergunta)|eu tenho|aqui está|este é|esta é|isto é|segue em anexo|temos",
  refusal:
    "nada de \\p{L}+|(?:mas )?não (?!sei|entendo|consigo|leio|vejo)(?:precisa|\\p{L}+(?:a|e|as|es|ar|er|ir)(?!\\p{L}))|sem \\p{L}+(?:[aei]r|[aei]-l[oa])(?!\\p{L})",
  things: [
    "(?:imagem|foto|fotografia|desenho|quadro|pintura|cartaz|pôster|ilustração|logo|logotipo|vídeo|animação|modelo 3d) (?:de|do|da|com|que mostre|em que|sobre) (.+)$",
    "(?:desenh\\p{L}*|pint[ea]\\p{L}*|ilustre) (.+)$",
    "(?:música|melodia|canção|som) (?:de|do|da|para|com)? ?(.+)$",
  ],
  labels:
    "(?:classifi\\p{L}*|categoriz\\p{L}*)[^:]*?(?:(?<!\\p{L})(?:como|em|entre)(?!\\p{L})|:)|^trata-se de",
  or: "ou|e",
};
