import type { LanguageTable } from "./language-table.js";

export const TABLE: LanguageTable = {
  code: "ko",
  bounds: "beginnings",
  verbs: `
    turn it into a video = (?:영상|동영상|비디오)으?로 (?:만들|바꿔|바꾸|변환)*
    blur = 흐리게, 모자이크
    summarize = 무슨 내용, 무엇에 관한
    translate = 뭐라고 해, 뭐라고 하, 어떻게 말
    generate a picture = (?:그림|이미지|사진|일러스트|포스터|로고)(?:을|를)? (?:하나 |한 장 )?(?:만들|생성|제작)
    denoise = 배경 소음, 배경 잡음
    summarize = 요약, 간추려, 줄여, 간략히, 정리해, 더 짧게
    translate = 번역, 옮겨
    read aloud = 읽어, 소리 내어 읽, 낭독, 음성으로, 들려, 소리 내어
    transcribe = 받아 ?적, 받아 ?쓰, 전사, 녹취, 텍스트로, 글로 옮
    describe = 설명, 묘사
    caption = 캡션, 자막
    detect = 감지, 검출, 탐지
    find = 찾아, 찾고, 어디에 있
    identify = 추출, 뽑아, 골라, 표시해, 알려, 식별, 인식
    count = 세어, 세 줘, 개수
    segment = 분할, 세그먼
    separate = 분리, 나눠
    remove = 제거, 지워, 없애, 삭제, 빼
    cut out = 오려, 잘라
    draw = 그려, 그리고 싶
    generate = 만들어, 생성, 제작
    write a = 써 ?줘, 써 주, 작성, 지어
    come up with = 제안, 떠올려, 생각해
    rewrite = 다시 써, 고쳐, 바꿔 써, 교정
    continue writing = 이어서 써, 이어 써, 이어서
    classify = 분류
    compare = 비교
    brighten = 밝게
    darken = 어둡게
    sharpen = 선명
    upscale = 해상도, 확대, 크게
    enhance = 개선, 보정, 향상, 화질
    restore = 복원
    colorize = 컬러로, 채색, 색을 입
    change = 바꿔, 변환, 변경, 편집
    denoise = 잡음, 소음, 노이즈
    estimate = 추정
    predict = 예측
    answer the question = 질문에 답, 답해
    animate = 움직이게, 애니메이션으로
    chat = 수다, 대화하, 얘기하자, 이야기하자
  `,
  words: `
    black and white = 흑백
    next month = 다음 ?(?:달|주|해|분기)*, 내년*
    emotion = 만족, 화난, 화가, 기쁜, 슬픈, 실망
    cars = 자동차, 차량
    animals = 동물
    faces = 얼굴
    text = 텍스트, 글, 본문, 인사말
    sentence = 문장
    article = 기사, 뉴스, 논문
    letter = 편지
    document = 문서, 서류
    invoice = 영수증, 청구서
    contract = 계약서, 계약
    review = 리뷰, 후기, 평가, 댓글
    e-mail = 이메일, 메일
    message = 메시지, 문자
    story = 이야기, 동화, 소설
    poem = 시를, 시 한
    report = 보고서
    the description = 그 설명, 설명을
    the summary = 요약을, 요약한, 그 요약
    the translation = 번역을, 번역한, 번역문
    picture = 그림, 이미지, 일러스트
    photo = 사진
    poster = 포스터
    recording = 팟캐스트*, 녹음
    audio recording = 음성, 오디오, 음성 메모, 음성 파일
    interview = 인터뷰
    voice = 목소리
    video = 영상, 동영상, 비디오
    table = 표에, 표를, 표의
    3d model = 3d 모델, 3d 모형
    music = 음악, 노래, 곡
    background = 배경
    depth map = 깊이 맵, 깊이, 심도
    edges = 윤곽, 가장자리
    pose = 자세, 포즈
    objects = 물체, 사물, 객체, 물건
    people = 사람, 인물, 인명
    places = 장소, 지명
    names = 이름
    companies = 회사, 기업
    organizations = 기관, 조직, 단체
    named entities = 개체명
    sentiment = 감성
    emotion = 감정, 기분
    tone = 어조
    positive = 긍정
    negative = 부정
    what language is = (?:어떤|어느|무슨) 언어
    similar = 비슷, 유사, 닮
    say the same = 같은 뜻, 같은 의미
    style = 스타일, 풍으로
    text in the picture = (?:사진|이미지|그림|간판)(?:에|의|에 있는|에서|에 적힌|에 쓰인|속) (?:글자|글|텍스트|문구)
    what is in the picture = (?:사진|이미지|그림)에 (?:무엇이|뭐가|무엇) (?:있|보이), (?:사진|이미지|그림)에는? (?:무엇이|뭐가)
    what does the picture say = (?:뭐라고|무엇이라고) (?:쓰여|적혀|써)
    what is said = (?:뭐라고|무슨 말을) (?:말|하)
    what happens = 무슨 일이
    which species = (?:무슨|어떤) (?:종류|품종|종|꽃|새|개|식물)
    which species = (?:품종|종류|견종)(?:이|은|는)? (?:뭐|무엇)
    watercolor painting = 수채화, 유화, 만화, 캐리커처
    will = 할까, 떠날까, [가-힣]+ 것 같
    subtitles = 자막
    what kind of sound = (?:무슨|어떤) 소리
    how many = 몇
    how much = 얼마
    how = 얼마나, 어떻게
    what = 무엇, 뭐, 무슨
    who = 누구, 누가
    where = 어디
    when = 언제
    why = 왜
    which = 어느, 어떤
    this = 이, 이것, 이거
    the = 그
    it = 그것, 그걸, 이걸, 이를
    each = 각, 각각
    all = 모든, 모두, 전부
    a = 한
    the result = 결과
    question = 질문
    seconds = 초
  `,
  languages: { of: "{L}로 ?(?:쓴|쓰인|적힌|된|말한|쓰여)", into: "{L}(?:로|으로)", from: "{L}에서" },
  languageWord: "[가-힣]{1,6}어(?![가-힣])|[가-힣]{1,6}어(?=로|에|를|는|가|와|과|랑|하고|도)",
  and: "그리고",
  next: "그런 다음|그다음|그 다음|그 후|그런 뒤|이어서|마지막으로|다음으로",
  also: "또한|또|추가로|더불어",
  cut: "(?<=[가-힣](?:고|서|뒤|후))\\s+(?=[가-힣])",
  polite: "안녕하세요|안녕|부탁해|먼저|우선|좀|제발",
  asks: "(?:줄 수|주실 수|해 줄래|줄래|주시겠|주세요|줄 수 있)",
  question: "^(?:무엇|뭐|누구|누가|어디|언제|왜|어떻게|몇|얼마|어느|어떤)|(?:[가-힣]까|나요|인가요)[?？]?$",
  statement: "여기|이것은|제가",
  refusal: "하지 ?(?:마|말)|지 ?(?:마|말고|않고)|(?:번역|요약|설명)(?:은|는|할)? ?(?:필요 ?없|없이|빼고)",
  things: [
    "^(.+?)(?:의|을|를)? (?:그림|사진|이미지|일러스트|포스터|로고|영상|동영상|비디오|3d 모델|음악|노래)(?:을|를|이|하나|한 장)? ",
    "^(.+?)(?:을|를) (?:그려|그리)",
  ],
  labels: "(?:중에서|다음 중|이 (?:글|기사|문장|사진)[은는이])",
  or: "또는|아니면|혹은|인지|이나|와|과",
};
