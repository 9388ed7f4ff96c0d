/** A subject that cuts across tasks. Words as in `KindRow`. */
export interface DomainRow {
  readonly domain: string;
  readonly words: string;
  /** Whether its models are about as good at other subjects. */
  readonly soft?: true;
}

/** Models of narrow subjects are a poor guess for a need that names no subject or another one. */
export const DOMAIN_ROWS: readonly DomainRow[] = [
  {
    domain: "finance",
    words:
      "financ*, stock*, bank, banks, banking, earnings, shares, bullish, bearish, finanz*, borse*, 财经, 金融, 股票, финанс*",
  },
  { domain: "crypto", words: "crypto, cryptocurrenc*, bitcoin, ethereum, 加密货币" },
  {
    domain: "medicine",
    words: "medic*, clinic*, biomed*, bio, pubmed*, patient*, health*, radiolog*, 医学, 医疗, 病, медицин*",
  },
  { domain: "law", words: "legal*, law, court*, contract*, tos, terms of service, 法律, 合同, юридич*" },
  { domain: "patents", words: "patent*, 专利" },
  { domain: "science", words: "arxiv, scientif*, research paper*, 论文, научн*", soft: true },
  { domain: "sustainability", words: "esg, sustainab*, climate*, 可持续" },
  { domain: "social media", words: "twitter, tweet*, reddit, social media, 微博, 推文", soft: true },
  { domain: "history", words: "histor*, ancient, chapbook*, 古代, 历史" },
];
