import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "ja",
  bounds: "none",
  verbs: `
    turn it into a video = (?:動画|ビデオ|映像|アニメーション)(?:に(?:し|変え|変換)|化)
    blur = ぼかし, モザイク
    summarize = 何について
    make = にして(?:ください)?
    translate = と言いますか, と言う, と言えば, なんと言, 何と言い
    transcribe = テキストにし, 文字に変換, テキストに変換
    generate a picture = (?:画像|写真|イラスト|絵|ポスター|ロゴ)を(?:一枚|1枚)?(?:生成|作成|作って|作り|つくって)
    colorize = 色をつけ, カラーにし
    upscale = 大きくし
    denoise = 背景ノイズ, 背景の雑音
    summarize = 要約, まとめて, 短くまと, 要点, 概要, 短くして
    translate = 翻訳, 訳し, 訳す, 訳せ
    read aloud = 読み上げ, 音読, 朗読, 声に出して, 音声にし, 音声で, 読んで聞かせ, ナレーション
    transcribe = 文字起こし, 書き起こ, テキスト化, 文字に起こ, 文字にし
    describe = 説明, 描写
    caption = キャプション
    detect = 検出, 検知
    find = 見つけ, 探し, どこにあ, どこにい, 位置
    identify = 抽出, 抜き出, 取り出, 特定, 挙げ, 書き出, 読み取, 教えて
    count = 数え, カウント
    segment = 領域分割, セグメン
    separate = 分離, 分けて
    remove = 消し, 消す, 取り除, 除去, 削除, 消去, 外して
    cut out = 切り抜, 切り取
    draw = 描いて, 描く, 描き, かいて
    generate = 生成, 作って, 作成, 作り, つくって
    write a = 書いて, 執筆, 作文
    come up with = 考えて, 提案
    rewrite = 書き直, 言い換え, 書き換え, 添削
    continue writing = 続きを, 続けて書
    classify = 分類, 仕分け
    compare = 比較, 比べ
    brighten = 明るく
    darken = 暗くし
    sharpen = 鮮明, シャープ, くっきり
    upscale = 高解像度, 解像度, 拡大
    enhance = 画質, 綺麗にし, きれいにし, 改善, 補正
    restore = 修復, 復元
    colorize = カラー化, 色を付け, 着色
    change = 変えて, 変更, 変換, 変身, 置き換え, 加工, 風にし
    denoise = ノイズ, 雑音
    estimate = 推定, 見積も
    predict = 予測
    answer the question = 質問に答え
    animate = アニメーションに, 動かし
    chat = おしゃべり, 雑談, 話し相手
  `,
  words: `
    black and white = 白黒, モノクロ
    next month = 来月, 来週, 来年, 来期, 翌月
    emotion = 満足, 怒って, 怒り, 喜んで, 喜び, 悲し, 不満
    cars = 車, 自動車
    vehicles = 乗り物
    animals = 動物
    faces = 顔
    text = 文章, テキスト, 本文, 文書
    sentence = 一文, 文
    sentences = 二つの文, 2つの文, 二文
    article = 記事, ニュース, 論文
    letter = 手紙
    document = 書類, 文書, フォーム
    invoice = 請求書, 領収書, レシート
    contract = 契約書, 契約
    review = レビュー, 口コミ, 評価, 感想
    e-mail = メール
    message = メッセージ
    story = 物語, 話, 小説
    poem = 詩
    report = 報告書, レポート
    the description = その説明, 説明文
    the summary = 要約文, その要約
    picture = 画像, 絵, イラスト, 図
    photo = 写真
    manga picture = 漫画, マンガ
    painting = 絵画
    poster = ポスター
    recording = ポッドキャスト, 録音, 会話
    audio recording = 音声, 音声ファイル, 音声メモ, 留守電
    interview = インタビュー
    voice = 声
    video = 動画, ビデオ, 映像
    table = 表, 表の
    3d model = 3dモデル, 三次元モデル
    music = 音楽, 曲, メロディ
    background = 背景
    depth map = 深度マップ, 深度, 奥行き
    edges = 輪郭, エッジ
    pose = ポーズ, 骨格, 姿勢
    objects = 物体, 物, もの, オブジェクト
    people = 人物, 人名, 登場人物
    places = 場所, 地名
    names = 名前
    organizations = 組織名, 組織, 団体
    companies = 会社名, 会社, 企業
    named entities = 固有表現
    sentiment = 感情分析
    emotion = 感情, 気持ち
    tone = 口調
    positive = 肯定的, ポジティブ, 好意的
    negative = 否定的, ネガティブ, 批判的
    what language is = 何語, どの言語, 何の言語
    similar = 似て, 類似, 近い意味
    say the same = 同じ意味
    style = 風, スタイル
    text in the picture = (?:画像|写真|絵|看板|コマ)(?:の中|内|に写っている|に書かれた|に書いてある)?の?(?:文字|テキスト|文章|セリフ|台詞)
    what is in the picture = (?:画像|写真|絵)(?:に|には)(?:何が|なにが)(?:写って|映って|ある|見え|描かれて)*
    what does the picture say = 何(?:と|て|が)書(?:いて|かれて)
    what is said = 何(?:と|を)(?:言って|話して)
    what happens = 何が(?:起き|起こ)
    which species = (?:何の|なんの|どんな|どの)(?:種類|品種|犬種|種|花|鳥|犬|猫|植物)
    which species = (?:犬種|品種|種類|猫種)は(?:何|なん)
    watercolor painting = 水彩画?, 油絵, 漫画, マンガ
    will = しそう, しますか, するでしょう
    subtitles = 字幕
    what kind of sound = 何の音, どんな音
    how many = 何人, 何匹, 何個, 何台, 何枚, いくつ, 何本, 何頭, 何冊, 何件
    how much = いくら
    how = どのくらい, どれくらい, どう
    what = 何, なに
    who = 誰, だれ
    where = どこ
    when = いつ
    why = なぜ, どうして
    which = どの, どれ, どちら
    this = この, これ
    it = それ, その
    each = 各, それぞれ
    all = すべて, 全て, 全部
    or = または
    ? = ？
    in = の中
    the result = 結果
    answer = 答え
    question = 質問
    seconds = 秒
  `,
  languages: {
    of: "{L}で(?:書いた|書かれた|話された|話している)|{L}の",
    into: "{L}(?:に|へ|版)",
    in: "{L}で",
    from: "{L}から",
  },
  languageWord: "[一-龠ァ-ヶー]{1,8}語",
  and: "そして|また|で",
  next: "それから|その後|次に|最後に|そのあと|続いて",
  also: "さらに|加えて|ついでに|あわせて",
  cut: "(?<=[しいえっけげべめれちみり][てで])(?:から)?(?=[一-龠ァ-ヶ])(?!下さい|欲し|頂)",
  polite: "お願いします|すみません|すみませんが|こんにちは|まず|はじめに|どうか",
  asks: "(?:もらえ|いただけ|くれ|頂け|ください|下さい|でき|ほし|欲し)(?:ます|ません|ない|る)?(?:でしょう)?か?[。？?]?$",
  question: "(?:ですか|ますか|でしょうか|のか|かな|だろうか|[のか])[。？?]*$|[？?]$",
  statement: "ここに|こちらは|これは(?!何)",
  refusal:
    "しない(?:で|$)|せず(?:に|$)|(?:翻訳|要約|朗読|説明|文字起こし)(?:は|を)?(?:不要|いりません|要りません|必要ありません|いらない|なしで)|(?:変え|読ま|訳さ)ないで",
  things: [
    "^(.+?)の(?:絵|画像|写真|イラスト|ポスター|ロゴ|動画|ビデオ|アニメーション|3Dモデル|曲|音楽)を",
    "(?:絵|画像|写真|イラスト|動画|ビデオ)を.{2,8}[：:]\\s*(.+)$",
    "^(.+?)を(?:描いて|描く)",
  ],
  labels: "(?:どれ|次の(?:うち)?|これは|この(?:記事|文章|文|画像|写真|ニュース)は|を)",
  or: "または|それとも|か",
};
