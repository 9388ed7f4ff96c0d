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
      "financ*, stock*, bank, banks, banking, earnings, shares, share price, shareholder*, investor*, bullish, bearish, finanz*, borse*, bolsa, bourse, aktie*, 财经, 金融, 股票, 股市, финанс*, акци*",
  },
  {
    domain: "crypto",
    words:
      "crypto, cryptocurrenc*, bitcoin, btc, ethereum, dogecoin, altcoin*, kryptowahrung*, criptomoneda*, 加密货币, 比特币, биткоин*, криптовалют*",
  },
  {
    domain: "medicine",
    words:
      "medic*, clinic*, biomed*, bio, pubmed*, patient*, health*, hospital*, radiolog*, drug*, disease*, doctor*, medizin*, krankheit*, enfermedad*, maladie*, 医学, 医疗, 病, медицин*, болезн*",
  },
  { domain: "law", words: "legal*, law, court*, contract*, tos, terms of service, 法律, 合同, юридич*" },
  { domain: "patents", words: "patent*, 专利" },
  { domain: "science", words: "arxiv, scientif*, research paper*, 论文, научн*", soft: true },
  {
    domain: "sustainability",
    words:
      "esg, sustainab*, climate*, carbon, emissions, governance, nachhaltig*, sostenib*, sustentab*, durabilite, 可持续, 碳排放, устойчив* + развит*",
  },
  { domain: "social media", words: "twitter, tweet*, reddit, social media, 微博, 推文", soft: true },
  { domain: "history", words: "histor*, ancient, chapbook*, 古代, 历史" },
];
