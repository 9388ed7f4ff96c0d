import { wordTable } from "@hugginggpt/shared";

/** A Chinese expression and what it says in the English that the rules read. */
type Gloss = readonly [RegExp, string];

const LANGUAGES = wordTable(`
  英 English, 中 Chinese, 汉 Chinese, 法 French, 德 German, 日 Japanese, 韩 Korean, 俄 Russian, 西班牙 Spanish
  意大利 Italian, 葡萄牙 Portuguese, 阿拉伯 Arabic, 荷兰 Dutch, 波兰 Polish, 土耳其 Turkish, 越南 Vietnamese, 泰 Thai
  印地 Hindi, 希腊 Greek, 瑞典 Swedish, 乌克兰 Ukrainian, 拉丁 Latin, 印尼 Indonesian, 粤 Cantonese
  捷克 Czech, 芬兰 Finnish, 丹麦 Danish, 挪威 Norwegian, 匈牙利 Hungarian, 罗马尼亚 Romanian, 马来 Malay, 希伯来 Hebrew, 波斯 Persian
`);
const LANGUAGE = `(${Object.keys(LANGUAGES).join("|")})(?:语|文(?![章本件档化]|字(?!幕)))`;
const NUMBERS = "零一二三四五六七八九十";
const SECONDS = /([零一二三四五六七八九十]|\d{1,3})\s*秒(?:钟)?/gu;
const PICTURE = "(?:图片|图像|照片|相片|图画|截图|图里|图中|图上|图)";

/** Expressions whose order differs from English, before anything else is read. */
const ORDERS: readonly Gloss[] = [
  [/(?:是|属于)?[^，。？、是于]{1,12}还是[^，。？]{1,12}?(?=[？?。，：:]|$)/gu, " classify "],
  [/(?:3D|三维|立体)\s?(?:渲染|卡通|动画)?(?:的)?(?:风格|效果|感)|3D\s?渲染/giu, "style"],
  [/^([^，。？把将给成]{2,40})的短?(?:视频|影片|动画)[。！]?$/u, "video of $1"],
  [/^([^，。？把将给成]{2,40})的(?:插画|插图|海报|油画|水彩画|壁纸)[。！]?$/u, "picture of $1"],
  [
    new RegExp(
      `[把将给为]?(?:[变画转做改]成)?(?:这张|那张|该|此)?${PICTURE}(?:[变画转做改]成|的|画)?(?:一?[张幅个])?(?:素描|铅笔画|简笔画)(?:画|图)?`,
      "gu",
    ),
    "pencil sketch of the photo",
  ],
  [
    new RegExp(
      `(?:找出|找到|找|定位|圈出)${PICTURE}(?:里面|里|中|上面|上)?(?:的|所有的?|全部的?)*(?!文字|字|文本)(.+)$`,
      "gu",
    ),
    "find the $1 in the picture",
  ],
  [
    /(?:写|起|取)(?:一)?个?(?:标题|图注|图说)|配(?:一)?[个段句]?(?:标题|图注|图说|说明|文案|文字)/gu,
    "caption",
  ],
  [/(?:什么时候|何时|哪些?时间)(?:有人|谁)?在?(?:说话|讲话)/gu, "when does someone speak"],
  [/离?(?:镜头|相机|我)?有?多远/gu, "how far away"],
  [/(?:进行|做|玩)?(?:的是)?(?:什么|哪种)(?:运动|体育)(?:项目)?/gu, "what sport"],
  [/每一?(?:行|条)/gu, "each row"],
  [
    new RegExp(
      `(?:这张|那张|该|此|下面的)?${PICTURE}(?:里面|里|中|上面|上)?的?(?:所有)?(?:文字|字|文本)`,
      "gu",
    ),
    "text in the picture",
  ],
  [
    /(?:上面?|里面?|中)(?:都)?(?:写|印|刻)(?:着|了|的是?)(?:些)?(?:什么|啥)(?:字|内容)?/gu,
    " what text is in the picture",
  ],
  [
    /(?:视频|影片|短片)(?:里|中)?(?:主要)?在?(?:讲|说|发生|是)(?:了|的是)?(?:些)?(?:什么|啥)(?:内容)?/gu,
    "what happens in the video",
  ],
  [
    new RegExp(`(?:这张|那张|该|此)?${PICTURE}(?:里面|里|中|上面|上)?(?:都)?有(?:些)?(?:什么|啥)`, "gu"),
    "what is in the picture",
  ],
  [
    new RegExp(
      `(?:做|变|转|转换|转化|制作)成(?:这张|那张|该|此)?${PICTURE}(.{0,12}?)的?(?:视频|影片|短片|动画)`,
      "gu",
    ),
    "turn the photo into a video $1",
  ],
  [
    /(?:做|变|转|制作)成(?:一)?[段个部张]?(?:小|短)?(?:视频|影片|短片|动画|动图|gif)/giu,
    "turn it into a video",
  ],
  [/框(?:出来?|住|起来)/gu, "draw boxes around"],
  [/讲(?:一)?个?(?=.{0,12}故事)/gu, "write a"],
  [/(«image\d+»)\s*(?:里面|里|中|上面|上)?的?(?:所有的?)?(?:文字|字|文本)/gu, "text in $1"],
  [
    /(?:[把将](.{1,30}?))?(?:整理|编|写|改写|归纳|列|变|转)成(?:一)?[个份篇首封张]?(?=.{0,4}(?:清单|列表|提纲|大纲|邮件|故事|诗|文章|博客|帖子|文案|新闻稿))/gu,
    "write a text based on $1 ",
  ],
  [/^(?:来)?(?:一)?[张幅]([^，。？]{2,60}?)的?(?:图片?|照片|画|头像|壁纸)[。！]?$/u, "picture of $1"],
  [/改得|写得(?=更)|说得(?=更)|改(?=[^，。]{1,4}(?:一些|一点|点)$)/gu, "rewrite "],
  [/[鸟狗猫兽虫](?:叫|鸣)声?/gu, "animal sound"],
  [/看图(?=写|讲|编|作)/gu, "based on picture "],
  [/(?:有|是)?(?:什么|哪些|啥)(?:不同|不一样|区别|差别|差异)/gu, "what is the difference"],
  [/(?:有多|多么|像不)像|(?<!好)像(?=吗|不像|[？?]|$)|相像/gu, "similarity"],
  [/配(?:上)?(?:一)?[段首](?=.{0,8}(?:音乐|曲))/gu, "compose "],
  [/^(?:来)?(?:一)?[段首](.{1,30}?)的?(?:音乐|曲子?|声音?|音效|旋律|铃声)[。！]?$/u, "generate sound of $1"],
  [/(?:提取|画出|描出|转成|变成)(.{0,12}?)(?:线稿|草图)/gu, "extract the scribble of $1"],
  [
    /(?<![\p{Script=Han}»])(?:里面|其中)的?|(?<=提取|抽取|找出|列出|识别|标出|看看)(?:里面|其中)的?/gu,
    "of it ",
  ],
  [/用(?=.{0,16}(?:姿态|姿势|骨架|边缘|轮廓|深度|线稿))/gu, "use"],
  [/(?:是)?(?:什么|哪种|哪个)(?:风格|流派|题材|品种|种类|类型|类别|物种)(?:的画?)?/gu, "what kind of "],
  [/(?:是)?(?:什么|哪种)(?=[狗猫鸟花树鱼车]|昆?虫|动物|植物|蘑菇)/gu, "what kind of "],
  [/有没有(?:文字|字)/gu, "is there any text"],
  [/是?什么(?:样的)?(?:声音|音乐|乐器)/gu, "what kind of sound "],
  [/(?:(?:说|讲|写|用)的?)?是?(?:哪种|哪国|什么)(?:语言|话)(?!题)/gu, "what language is it "],
  [/(?:主要)?(?:说|讲|写|谈)(?:了|的?是|的)?(?:些)?(?:什么|啥)(?:内容|事)?/gu, "what is said"],
  [/(?:意思|含义)(?:是不是|是否)?(?:一样|相同|相近|接近)/gu, "mean the same "],
  [
    /(?:会|将|即将|可能会)(?=.{0,6}(?:吗|？|\?|$))|会(?=是多少|怎么样|如何)|(?<=[谁些个位]\S{0,12})会(?![议员计话场])/gu,
    "will ",
  ],
  [
    /(?:生成|画|绘制|制作|创作|创建|设计|做|来)(?:出)?(?:一)?(?:张|幅|个)(.{1,200}?)的?(?:图片|图像|照片|画|插图|海报|插画|油画|头像|标志|logo)/giu,
    "generate a picture of $1",
  ],
];

/** What is said of a language, `L` standing for its English name. */
const OF_LANGUAGES: readonly Gloss[] = [
  [
    new RegExp(`(?:转换?|变|翻译?|译)(?:成|为|到)\\s*${LANGUAGE}的?(?:语音|音频|声音|口语|说)`, "gu"),
    "convert translate into spoken L",
  ],
  [new RegExp(`(?:翻译?|译)(?:成|为|到)\\s*${LANGUAGE}`, "gu"), "translate into L"],
  [new RegExp(`(?:用|以)\\s*${LANGUAGE}`, "gu"), "in L"],
  [new RegExp(`(?:成|为)${LANGUAGE}`, "gu"), "into L"],
  [new RegExp(LANGUAGE, "gu"), "L"],
];

/** Expressions, the longer before those that they contain. */
const GLOSSES: readonly Gloss[] = [
  [/(?:旁白|解说)/gu, "narrate read aloud"],
  [/属于|分(?:成|为|到)(?=.{1,40}[类种组])/gu, "classify"],
  [/垃圾(?:邮件|短信|信息|评论)/gu, "spam"],
  [/辱骂|侮辱|攻击性|仇恨|骂人/gu, "toxic"],
  [/讽刺|反讽|嘲讽/gu, "sarcasm"],
  [/礼貌(?=吗|[？?]|$)|友好(?=吗|[？?]|$)|(?<=更|最)(?:礼貌|友好|积极|客气)/gu, "tone"],
  [
    /(?:身份证|护照|驾照|驾驶证|名片|成绩单|车票|机票|门票|说明书|标签|价签|快递单|简历|处方|化验单|菜单)/gu,
    "document",
  ],
  [/(?<=的)画(?=[，。？?吗是]|$)/gu, "painting"],
  [/(?:会不会|会否|能不能|能否)/gu, " whether "],
  [/(?:判断|判定|预判)/gu, "decide"],
  [/(?:分离|分开|拆分)/gu, "separate"],
  [/(?:想|起|取)(?:出)?(?=.{0,12}(?:名字|点子|标语|口号|主意|创意))/gu, "come up with"],
  [/预测(?=未来|接下来|下|明|后)/gu, "forecast next"],
  [/(?:预测|预估|预计)/gu, "predict"],
  [/(?:房价|价格|售价|数值)/gu, "price"],
  [/(?:素描|铅笔画|简笔画)/gu, "pencil sketch"],
  [/(?:提到|提及)(?:了|的)?(?:谁|哪些人物?|的人)/gu, "who is mentioned"],
  [
    /(?:提到|提及|出现)(?:了|的)?(?:哪些|什么)(?=地[方名点]|城市|国家|公司|机构|组织)/gu,
    "identify all mentioned ",
  ],
  [/城市|国家/gu, "places"],
  [/配乐/gu, "compose music"],
  [/配(?=.{0,4}(?:[张幅]|图))/gu, "draw"],
  [/(?:插图|插画|油画|水彩画|画作|画像|肖像)/gu, "painting picture"],
  [
    /(?:转写|转录|听写|(?:转|转换|转化|变)?(?:成|为)(?:文字|文本|逐字)(?:稿)?|转文字|语音识别)/gu,
    "transcribe",
  ],
  [
    /(?:朗读|[说讲](?:出来|一遍)|念(?:出来|出|给我听|一[念下遍])?|读(?:出来|给.{1,3}听|一?[读下遍])|大声读|播报|配音|语音播放|[说讲]给.{1,3}听|(?:我?要|用|以)语音(?:版|回答|播放)?)/gu,
    "read aloud",
  ],
  [/(?:转|转换|转化|变|做|合)成(?:为)?(?:语音|音频|声音)|语音合成/gu, "convert to speech"],
  [/听听|听一?[听下]|听/gu, "listen to"],
  [/摘要/gu, "the summary"],
  [/译文/gu, "the translation"],
  [/(?:总结|概括|概述|归纳|提炼|简述|缩(?:写|短|减|成)|精简)/gu, "summarize"],
  [/要点|重点/gu, "key points"],
  [/翻译|译/gu, "translate"],
  [/(?:去|降|消)(?:除|掉)?(?:背景)?(?:噪音|噪声|噪|杂音)|(?:背景)?(?:噪音|噪声|杂音)/gu, "denoise noise"],
  [/音质/gu, "audio quality"],
  [/(?:去掉|去除|移除|删除|删掉|抹掉|擦掉|抠掉|抠除|抠图|清除)/gu, "remove"],
  [/抠出|抠/gu, "cut out"],
  [/背景/gu, "background"],
  [/(?:深度图|深度估计|深度)/gu, "depth"],
  [/(?:分割|划分|切分)/gu, "segment"],
  [/(?:姿态|姿势|骨架|骨骼|关键点)/gu, "pose"],
  [/(?:软边缘|柔和边缘)(?:图)?/gu, "soft edges"],
  [/(?:边缘|轮廓)(?:图|检测)?/gu, "edges"],
  [/(?:分类|归类|归为|归到)/gu, "classify"],
  [/(?:情感|情绪|感情|心情)/gu, "emotion"],
  [/(?:语气|口吻|基调)/gu, "tone"],
  [/(?:生气|愤怒|发火|不满意?|不耐烦)/gu, "angry emotion"],
  [/(?:高兴|开心|兴奋|满意)/gu, "happy emotion"],
  [/(?:难过|伤心|沮丧|失望)/gu, "sad emotion"],
  [/(?:正面|积极|好评|褒义)/gu, "positive"],
  [/(?:负面|消极|差评|贬义)/gu, "negative"],
  [/(?:命名实体|实体)/gu, "named entities"],
  [/人名|人物名?|提到的人/gu, "people names"],
  [/地名|地点|地方/gu, "places"],
  [/机构名?|组织名?|公司名?/gu, "organizations"],
  [/(?:相似度|相似|相近|接近)/gu, "similarity"],
  [/(?:描述|形容|介绍|说明|看图说话)/gu, "describe"],
  [/(?:提取|抽取|找出|列出|识别|标出|辨认|查找|定位)/gu, "identify"],
  [/(?:检测|侦测)/gu, "detect"],
  [/(?:数[一数]?[数下]|数(?:出来?|清)|计数|统计)/gu, "count"],
  [/(?:物体|物品|东西|对象|目标)/gu, "objects"],
  [/(?:改写|重写|润色|改述)/gu, "rewrite"],
  [/(?:续写|接着写)/gu, "continue writing"],
  [/(?:写|撰写|起草|拟)(?![的了得着])(?:一|出|个)?/gu, "write a"],
  [/(?:聊天|聊聊|聊一聊|对话)/gu, "chat"],
  [/(?:回复|答复)/gu, "reply"],
  [/(?:诗歌|诗|古诗)/gu, "poem"],
  [/故事/gu, "story"],
  [/(?:信函|信)(?!息)/gu, "letter"],
  [/(?:画|绘制|绘)(?![面作的得])/gu, "draw"],
  [/(?:生成|创建|制作|创作|产生|合成|设计|做(?=一|个|成))/gu, "generate"],
  [
    /(?:改成|改为|变成|变为|换成|换为|转成|转为|转换成|转换为|转化为|做成|改变|修改|编辑|调成|调整)/gu,
    "change into",
  ],
  [/(?:修复|上色|美化|变清晰|放大|提高清晰度|增强)/gu, "enhance restore"],
  [/(?:风格|画风)/gu, "style"],
  [/打(?:上)?(?:马赛克|码)|模糊|虚化/gu, "blur"],
  [/(?:会议)?纪要/gu, "summarize"],
  [/下一?个?季度/gu, "next quarter"],
  [/下一?个?月/gu, "next month"],
  [/明年|下一?年/gu, "next year"],
  [/(?:估计|估算|计算)/gu, "estimate"],
  [/(?:未来|接下来)/gu, "next"],
  [/(?:向量|嵌入|特征)/gu, "embedding"],
  [/(?:回答|解答)/gu, "answer the question"],
  [/问题/gu, "question"],
  [/答案/gu, "answer"],
  [/根据|依据|按照|按|基于|照着|参照/gu, "based on"],
  [/(?:结果|输出)/gu, "the result"],
  [/(?:它们|他们|她们)/gu, "them"],
  [/它|其(?!他|它|中)/gu, "it"],
  [/(?:是)?什么意思/gu, "what does it mean"],
  [/(?:什么时候|何时|几点)/gu, "when"],
  [/(?:多少|几个|几只|几人|几)/gu, "how many"],
  [/(?:为什么|为何)/gu, "why"],
  [/谁/gu, "who"],
  [/(?:在|位于)?哪(?:里|儿)|在哪/gu, "where is"],
  [/哪(?:个|一|些|种)/gu, "which"],
  [/(?:什么|啥)/gu, "what"],
  [/(?:怎么|怎样|如何)/gu, "how"],
  [/(?:是否|有没有|是不是)/gu, "whether"],
  [/(?:三维模型|立体模型|3d ?模型)/giu, "3d model"],
  [/(?:动|活)起来|动画化/gu, "animate"],
  [/字幕/gu, "subtitles"],
  [/(?:动画|动图)/gu, "animation"],
  [/(?:视频|影片|短片|录像)/gu, "video"],
  [/(?:音乐|旋律|曲子|歌曲|配乐|曲)/gu, "music"],
  [/(?:音效)/gu, "sound effect"],
  [/(?:录音|采访|播客|通话|会议)/gu, "recording"],
  [/(?:音频|语音|声音|话音)/gu, "audio"],
  [/(?:海报)/gu, "poster"],
  [/(?:照片|相片)/gu, "photo"],
  [/(?:图片|图像|图画|画面|截图|图(?=[里中上的都和跟与，。、]|$))/gu, "picture"],
  [/(?:发票|账单|收据|小票)/gu, "invoice"],
  [/(?:合同|协议)/gu, "contract"],
  [/(?:文档|文件|证书|表单)/gu, "document"],
  [/(?:表格|数据表|表(?=[里中上，。]))/gu, "table"],
  [/(?:文章|报道|新闻|论文|报告|作文)/gu, "article"],
  [/(?:评论|评价|影评)/gu, "review"],
  [/(?:邮件)/gu, "e-mail"],
  [/(?:文字|文本|文中|原文|段落|这段话|句子|句话|文)/gu, "text"],
  [
    /(?:每一?|各)(?:张|幅|篇|段|首|封|部|条|份|句|个|位|例|名|种|行)|所有的?|全部的?|[这那两]几(?:张|幅|篇|段|个|条|份|封)/gu,
    "each ",
  ],
  [
    /[这那]两[张幅篇段个条份封首]|(?<=[把将])两[张幅篇段个条份封首]|两[张幅篇段个条份封首](?=[^，。]{0,8}都)/gu,
    "both ",
  ],
  [/(?:直线)/gu, "straight lines"],
  [/(?:法线贴图|法线图|法线)/gu, "normal map"],
  [/(?:涂鸦|线稿|草图)/gu, "scribble"],
  [/(?:这一|那一|这|那|该|此|每)(?:张|幅|篇|段|首|封|部|条|份|句|个)(?!话)/gu, "the"],
  [/一(?:张|幅|篇|段|首|封|部|条|份|句|个|只|位|座)/gu, "a"],
  [/(?:这个|这些|那个|该|此|这|那)/gu, "the "],
  [/(?:里面|里|中(?:的)?|上面|上)(?!语|文)/gu, " in "],
  [/(?:读)/gu, "read"],
];

/** Verbs that follow their object after 把 or 将. */
const VERB =
  "(?:(?:朗读|念|读)(?:出来|给我听)|总结|概括|概述|翻译|译成|转写|转录|朗读|念|读|转成|转为|转换|转化|变成|变为|改成|改为|换成|做成|去掉|去除|移除|删除|抠|分割|分类|归类|改写|润色|描述|提取|上色|放大|修复|配音|生成|画成|合成|标出|检测|识别)(?:(?<=[成为])(?:语音|音频|声音|文字稿?|文本|逐字稿))?";
const OBJECT_FIRST = new RegExp(`[把将](.{1,200}?)(${VERB})`, "u");

/**
 * Returns what a Chinese clause says in the words of the English rules, a word-by-word gloss in the order verb, object.
 * Placeholders stay; what has no gloss stays Chinese.
 */
export function glossOf(clause: string): string {
  let text = clause.replace(OBJECT_FIRST, "$2$1");
  for (const [expression, english] of ORDERS) text = text.replace(expression, ` ${english} `);
  for (const [expression, english] of OF_LANGUAGES) {
    text = text.replace(expression, (_, name: string) => ` ${english.replace("L", LANGUAGES[name] ?? "")} `);
  }
  for (const [expression, english] of GLOSSES) text = text.replace(expression, ` ${english} `);
  text = text.replace(SECONDS, (_, count: string) => ` of ${numberOf(count)} seconds `);
  return text.replace(/[？]/gu, "?").replace(/\s+/g, " ").trim();
}

function numberOf(count: string): number {
  const digit = NUMBERS.indexOf(count);
  return digit >= 0 ? digit : Number(count);
}
