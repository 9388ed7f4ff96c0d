import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "tr",
  bounds: "words",
  verbs: `
    turn it into a video = video(?:ya|suna)? (?:donustur|cevir|haline getir)*
    blur = bulanıklaştır*
    summarize = ne anlatıyor, ne hakkında
    translate = nasıl denir, nasıl söylenir
    transcribe = metne dönüştür*, yazıya dönüştür*
    upscale = daha büyük
    generate a picture = (?:resim|resmi|görsel|görseli|resmini) (?:oluştur*|üret*|yap*)
    summarize = özetle*, özet* çıkar*, kısalt*, daha kısa*
    translate = çevir*, tercüme*
    read aloud = sesli oku*, seslendir*, yüksek sesle
    transcribe = yazıya (?:dök|geçir|çevir)*, metne (?:dök|çevir)*, deşifre*
    describe = betimle*, tarif et*, açıkla*, tanımla*
    caption = altyazı*
    detect = tespit et*, algıla*, sapta*
    find = bul*, ara, nerede*
    identify = çıkar*, ayıkla*, listele*, işaretle*, belirle*
    count = say, sayar*
    segment = bölütle*, segment*
    separate = ayır*
    remove = kaldır*, sil*, temizle*
    cut out = kes*
    draw = çiz*, resmet*
    generate = oluştur*, üret*, yap, yapar*, tasarla*
    write a = yaz, yazar*
    come up with = öner*, düşün*
    rewrite = yeniden yaz*, düzelt*
    continue writing = devam et*, devamını*
    classify = sınıflandır*
    compare = karşılaştır*
    brighten = aydınlat*, parlaklaştır*, daha parlak
    darken = karart*
    sharpen = netleştir*, keskinleştir*
    upscale = çözünürlü*, büyüt*
    enhance = iyileştir*
    restore = onar*, restore*
    colorize = renklendir*
    change = değiştir*, dönüştür*
    estimate = tahmin et*
    predict = öngör*, tahmin +(?:et|yap)
    answer the question = soruyu (?:yanıtla|cevapla)*
    chat = sohbet*, konuşalım
  `,
  words: `
    black and white = siyah beyaz*
    next month = (?:gelecek|onumuzdeki) (?:ay|hafta|yil|ceyrek)*
    emotion = kızgın, memnun, mutlu, üzgün, hayal kırıklığı
    cars = araba*, otomobil*
    vehicles = taşıt*, araç*
    animals = hayvan*
    faces = yüz, yüzler*
    key points of = ana nokta*, önemli nokta*, ana fikir*
    report = rapor*
    noise = arka ?plan gürültü*
    text = metin*, metn*, yazı, yazıy*, yazıdaki
    sentence = cümle*
    sentences = cümleler*
    article = makale*, haber*
    letter = mektup*, mektub*
    document = belge*, form*
    invoice = fatura*, fiş*
    contract = sözleşme*
    review = yorum*, inceleme*
    e-mail = e-posta*, mail*
    message = mesaj*
    story = hikaye*, öykü*
    poem = şiir*
    the summary = özeti*
    the description = açıklamay*, tanım*
    picture = resim*, resm*, görsel*, görüntü*
    photo = fotoğraf*
    recording = podcast*, kayıt*, kayd*
    audio recording = ses kayd*, ses dosya*, sesli mesaj*, ses
    video = video*
    table = tablo*
    music = müzik*, müziğ*, şarkı*
    background = arka ?plan*
    noise = gürültü*
    depth map = derinlik*
    edges = kenar*
    objects = nesne*, eşya*
    people = kişi*, insan*
    places = yer, yerler*, mekan*
    names = isim*, adlar*
    companies = şirket*
    organizations = kurum*, kuruluş*
    emotion = duygu*
    positive = olumlu*, pozitif*
    negative = olumsuz*, negatif*
    what language is = hangi dil*
    similar = benzer*
    say the same = aynı şeyi
    what is in the picture = (?:resimde|fotoğrafta|görselde) ne (?:var|görünüyor)
    what does the picture say = ne yazıyor
    text in the picture = (?:resimdeki|fotoğraftaki|görseldeki) (?:yazı|metn)*
    which species = (?:hangi|ne) (?:tür|cins)*
    which species = (?:cinsi|türü|ırkı) ne(?:dir)?
    watercolor painting = suluboya, sulu boya, yağlı boya, karikatür*
    will = *acak, *ecek, *acaklar, *ecekler
    subtitles = altyazı*
    how many = kaç
    how much = ne kadar
    how = nasıl
    what = ne, nedir
    who = kim*
    where = nerede
    when = ne zaman
    why = neden, niçin
    which = hangi
    this = bu, şu, bunu, şunu
    it = onu
    my = benim
    each = her
    all = tüm, bütün
    a = bir
    seconds = saniye*
    and = ve
    or = veya, ya da
  `,
  languages: { of: "{L} (?:yazılmış|yazılan|konuşulan)", into: "{L}(?<=[cç][ae]y[ae])" },
  and: "ve|ama",
  next: "sonra|ardından|daha sonra|son olarak",
  also: "ayrıca|bir de",
  polite: "lütfen|merhaba|selam|önce|şimdi|bana",
  asks: "(?:ebilir|abilir|ır|ir|ar|er) mi(?:sin|siniz)",
  question: "^(?:ne|kim|nerede|ne zaman|neden|nasıl|kaç|hangi)(?!\\p{L})|m[ıiuü]\\?$",
  statement: "ekte|işte",
  refusal:
    "\\p{L}*(?:çevirme|özetleme|okuma|değiştirme|ekleme|yazma)(?:yin|den|dan|sin)?(?:[.!]|$)|gerek yok|olmasın|istemiyorum",
  things: [
    "^(.+?) (?:resmi|fotoğrafı|görseli|videosu|posteri|logosu|animasyonu)(?:ni|nı|nu)?(?: çiz\\p{L}*| yap\\p{L}*| oluştur\\p{L}*| üret\\p{L}*)",
    "^(.+?) (?:çiz\\p{L}*|resmet\\p{L}*)[.!]?$",
  ],
  labels: "(?:sınıflandır\\p{L}*)[^:]*?:",
  or: "veya|ya da|mı|mi",
};
