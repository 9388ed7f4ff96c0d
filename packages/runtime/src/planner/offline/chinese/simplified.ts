/** Traditional characters that the rules know in their simplified form, each followed by it. */
const PAIRS =
  "東东兩两喪丧個个為为麼么義义烏乌樂乐書书於于產产麽么來来們们價价會会傷伤優优偵侦關关興兴內内寫写減减幾几劃划創创刪删別别動动勢势單单參参發发變变號号後后嗎吗聽听員员問问圖图國国場场聲声復复複复頭头奮奋實实專专對对將将幫帮張张強强歸归錄录徵征態态總总惡恶憤愤戶户擬拟據据換换敗败數数斷断無无時时條条構构極极樣样檔档檢检標标樹树氣气漢汉沒没測测潤润點点煉炼煩烦熱热狀状獲获現现畫画碼码確确種种積积筆笔簡简類类紀纪納纳紙纸線线組组織织紹绍結结給给統统綫线維维編编緣缘縮缩續续聞闻聯联職职臉脸舊旧製制裡里裏里見见視视觀观計计認认讓让議议講讲論论設设訪访證证評评識识譯译詩诗話话該该語语說说説说請请讀读誰谁調调謝谢負负帳账質质貶贬貼贴賽赛車车轉转軟软輪轮輛辆輯辑輸输邊边過过運运還还這这進进遠远遲迟郵邮鐘钟錢钱鉛铅鍵键鏡镜長长門门開开間间階阶隨随險险難难項项預预頻频題题風风馬马鳥鸟魚鱼鴉鸦併并註注嚮向塗涂與与體体兒儿協协盡尽屬属摳抠報报機机雜杂貓猫繪绘虛虚蟲虫採采離离著着隻只韓韩蘭兰牠它妳你並并甚什層层顏颜藝艺紅红貴贵買买賣卖區区滿满違违約约賬账損损練练";
let known: ReadonlyMap<string, string> | null = null;

/** Returns a Chinese text with simplified characters, each where the traditional one was. */
export function simplified(text: string): string {
  known ??= new Map(PAIRS.match(/../gu)?.map((pair) => [...pair] as [string, string]));
  const pairs = known;
  return text.replace(/\p{Script=Han}/gu, (character) => pairs.get(character) ?? character);
}
